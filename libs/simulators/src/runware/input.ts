import { type Fields, isRecord } from '../kit/index.js';
import type { Complaint } from './voices.js';

/** Where an upscale names no model (`@runware/sdk-js`: `model` is optional there). */
const USUAL_UPSCALER = 'runware:501@1';
/** Paints after reference pictures only. */
const KONTEXT = 'runware:106@1';
const MODELS = new Set([
  'runware:100@1',
  'runware:101@1',
  'runware:102@1',
  KONTEXT,
  'runware:107@1',
  'runware:111@1',
  'runware:400@1',
]);
const V4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;
const SIDES = { min: 128, max: 2048, multipleOf: 64 };
export const MEDIA = ['seedImage', 'maskImage', 'referenceImages'] as const;

const NUMBERS: Readonly<Record<string, { min: number; max: number; whole: boolean }>> = {
  steps: { min: 1, max: 100, whole: true },
  CFGScale: { min: 1, max: 50, whole: false },
  strength: { min: 0, max: 1, whole: false },
  seed: { min: 0, max: 2 ** 32 - 1, whole: true },
  numberResults: { min: 1, max: 20, whole: true },
  outputQuality: { min: 20, max: 99, whole: true },
};

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  outputType: ['URL', 'base64Data', 'dataURI'],
  outputFormat: ['JPG', 'JPEG', 'PNG', 'WEBP'],
  deliveryMethod: ['sync', 'async'],
};

/** What the vendor finds wrong with an upscale (runware.ai/docs/models/real-esrgan); null when all is well. */
export function faultInUpscale(fields: Fields): Complaint | null {
  if (!V4.test(String(fields['taskUUID']))) {
    return invalid('taskUUID', 'It must be a UUID v4.');
  }
  const { model = USUAL_UPSCALER } = fields;
  if (!/^runware:50[0-4]@1$/.test(String(model))) {
    return notFound('model', String(model));
  }
  const { inputs } = fields;
  if (!isRecord(inputs) || inputs['image'] === undefined) {
    return { code: 'missingInputImage', message: 'inputs.image is required.', parameter: 'inputs' };
  }
  return [2, 3, 4].some((factor) => factor === fields['upscaleFactor'])
    ? null
    : invalid('upscaleFactor', 'Must be 2, 3 or 4.');
}

/** What the vendor finds wrong with an order for pictures; null when all is well. */
export function faultIn(fields: Fields, knowsLora: (air: string) => boolean): Complaint | null {
  if (!V4.test(String(fields['taskUUID']))) {
    return invalid('taskUUID', 'It must be a UUID v4.');
  }
  if (!MODELS.has(String(fields['model'])) && !/^civitai:\d+@\d+$/.test(String(fields['model']))) {
    return notFound('model', String(fields['model']));
  }
  if (typeof fields['positivePrompt'] !== 'string' || fields['positivePrompt'] === '') {
    return {
      code: 'missingPositivePrompt',
      message: 'positivePrompt is required.',
      parameter: 'positivePrompt',
    };
  }
  return faultInValues(fields) ?? faultInMedia(fields) ?? faultInLoras(fields['lora'], knowsLora);
}

/** Pictures of an order, wherever it names them. */
export function mediaOf(fields: Fields): Fields {
  const { inputs } = fields;
  return isRecord(inputs) ? inputs : Object.fromEntries(MEDIA.map((name) => [name, fields[name]]));
}

function faultInValues(fields: Fields): Complaint | null {
  const side = ['width', 'height'].find((name) => !isSide(fields[name], fields['model'] === KONTEXT));
  if (side !== undefined || (fields['width'] === undefined) !== (fields['height'] === undefined)) {
    const name = side ?? 'width';
    return invalid(name, `Must be a multiple of ${SIDES.multipleOf} between ${SIDES.min} and ${SIDES.max}.`);
  }
  const wrong = Object.entries(NUMBERS).find(([name, bounds]) => !fits(fields[name], bounds));
  if (wrong !== undefined) {
    return invalid(wrong[0], `Must be between ${wrong[1].min} and ${wrong[1].max}.`);
  }
  const choice = Object.entries(CHOICES).find(
    ([name, allowed]) => fields[name] !== undefined && !allowed.some((one) => one === fields[name]),
  );
  return choice === undefined ? null : invalid(choice[0], `Must be one of ${choice[1].join(', ')}.`);
}

function faultInMedia(fields: Fields): Complaint | null {
  if (fields['inputs'] !== undefined && MEDIA.some((name) => fields[name] !== undefined)) {
    return { code: 'conflictParameters', message: 'Use inputs alone.', parameter: 'inputs' };
  }
  const { seedImage, maskImage, referenceImages } = mediaOf(fields);
  if (seedImage === undefined && (maskImage !== undefined || fields['strength'] !== undefined)) {
    return { code: 'missingSeedImage', message: 'seedImage is required.', parameter: 'seedImage' };
  }
  if (fields['model'] !== KONTEXT) {
    return null;
  }
  if (seedImage !== undefined) {
    return { code: 'unsupportedParameter', message: 'seedImage is not supported.', parameter: 'seedImage' };
  }
  return Array.isArray(referenceImages) && referenceImages.length > 0
    ? null
    : { code: 'missingReferenceImages', message: 'referenceImages is required.', parameter: 'inputs' };
}

function faultInLoras(loras: unknown, knows: (air: string) => boolean): Complaint | null {
  if (loras === undefined) {
    return null;
  }
  if (!Array.isArray(loras) || !loras.every(isLora)) {
    return invalid('lora', 'Must be a list of model and weight, -4 to 4.');
  }
  const strange = loras.find((lora) => !knows(lora.model));
  return strange === undefined ? null : notFound('lora', strange.model);
}

function isLora(lora: unknown): lora is { model: string; weight: number } {
  return (
    isRecord(lora) &&
    typeof lora['model'] === 'string' &&
    typeof lora['weight'] === 'number' &&
    Math.abs(lora['weight']) <= 4
  );
}

function isSide(value: unknown, isOptional: boolean): boolean {
  if (value === undefined) {
    return isOptional;
  }
  const side = Number(value);
  return typeof value === 'number' && side >= SIDES.min && side <= SIDES.max && side % SIDES.multipleOf === 0;
}

function fits(value: unknown, { min, max, whole }: { min: number; max: number; whole: boolean }): boolean {
  return (
    value === undefined ||
    (typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value)))
  );
}

function invalid(parameter: string, rule: string): Complaint {
  const code = `invalid${parameter.charAt(0).toUpperCase()}${parameter.slice(1)}`;
  return { code, message: `Invalid value for ${parameter} parameter. ${rule}`, parameter };
}

function notFound(parameter: string, air: string): Complaint {
  return { code: 'modelNotFound', message: `The model ${air} was not found.`, parameter };
}
