import { type Fields, isRecord, type Reply } from '../kit/index.js';
import type { ModelRules } from './catalogue.js';
import { refusal } from './voices.js';

const NUMBERS: Readonly<Record<string, { min: number; max: number; whole: boolean }>> = {
  num_inference_steps: { min: 1, max: 50, whole: true },
  guidance_scale: { min: 0, max: 35, whole: false },
  num_images: { min: 1, max: 4, whole: true },
  seed: { min: -1, max: 2 ** 31 - 1, whole: true },
  strength: { min: 0, max: 1, whole: false },
};
const USUAL_SIZE = '1024*1024';

/** What the vendor refuses at once; null when all is well. Fields it does not know are ignored, width and height too. */
export function faultIn(fields: Fields, rules: ModelRules): Reply | null {
  if (typeof fields['prompt'] !== 'string' || fields['prompt'] === '') {
    return refusal(400, 'property "prompt" is missing');
  }
  if (sizeOf(fields) === null) {
    return refusal(400, 'property "size" must match "width*height" from 256 to 1536');
  }
  const wrong = Object.entries(NUMBERS).find(([name, bounds]) => !fits(fields[name], bounds));
  if (wrong !== undefined) {
    return refusal(400, `property "${wrong[0]}" must be a number from ${wrong[1].min} to ${wrong[1].max}`);
  }
  if (!['jpeg', 'png', 'webp', undefined].some((format) => format === fields['output_format'])) {
    return refusal(400, 'property "output_format" must be one of jpeg, png, webp');
  }
  if (rules.needsPicture && rules.pictures !== null && fields[rules.pictures] === undefined) {
    return refusal(400, `property "${rules.pictures}" is missing`);
  }
  return lorasFit(fields['loras'], rules.maxLoras)
    ? null
    : refusal(400, `property "loras" must have at most ${rules.maxLoras} items of path and scale`);
}

/** Width and height; `width` and `height` are no fields of this vendor. */
export function sizeOf({ size = USUAL_SIZE }: Fields): { width: number; height: number } | null {
  const [, width, height] = /^(\d+)\*(\d+)$/.exec(String(size)) ?? [];
  const extent = { width: Number(width), height: Number(height) };
  return [extent.width, extent.height].every((side) => side >= 256 && side <= 1536) ? extent : null;
}

function fits(value: unknown, { min, max, whole }: { min: number; max: number; whole: boolean }): boolean {
  return (
    value === undefined ||
    (typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value)))
  );
}

function lorasFit(loras: unknown, most: number): boolean {
  if (loras === undefined) {
    return true;
  }
  return (
    Array.isArray(loras) &&
    loras.length <= most &&
    loras.every(
      (lora) =>
        isRecord(lora) &&
        typeof lora['path'] === 'string' &&
        typeof lora['scale'] === 'number' &&
        fits(lora['scale'], { min: 0, max: 4, whole: false }),
    )
  );
}
