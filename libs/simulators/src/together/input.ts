import { type Fields, isRecord, type Reply } from '../kit/index.js';
import { invalid, refusal } from './voices.js';

const LORA_MODEL = 'black-forest-labs/FLUX.2-dev';
const MOST_LORAS = 2;

/** Models of Together, with the most steps each takes. */
export const MODELS: Readonly<Record<string, number>> = {
  [LORA_MODEL]: 50,
  'black-forest-labs/FLUX.2-pro': 50,
  'black-forest-labs/FLUX.1-schnell': 4,
  'black-forest-labs/FLUX.1-kontext-pro': 50,
  'Qwen/Qwen-Image': 50,
};

/** What the vendor refuses; null when all is well. */
export function faultIn(fields: Fields): Reply | null {
  const model = String(fields['model']);
  const mostSteps = MODELS[model];
  if (mostSteps === undefined) {
    const message = `Unable to access model ${model}. Please visit https://api.together.ai/models to view the list of supported models.`;
    return refusal(404, { type: 'invalid_request_error', message, code: 'model_not_available' });
  }
  if (typeof fields['prompt'] !== 'string' || fields['prompt'] === '') {
    return invalid('prompt', 'prompt is required');
  }
  const bounds = { width: [256, 1920], height: [256, 1920], steps: [1, mostSteps], n: [1, 4] } as const;
  const wrong = Object.entries(bounds).find(([name, [min, max]]) => !fits(fields[name], min, max));
  if (wrong !== undefined) {
    const [name, [min, max]] = wrong;
    return invalid(name, `${name} must be between ${min} and ${max}`);
  }
  return faultInFormat(fields) ?? faultInLoras(fields['image_loras'], model);
}

function faultInFormat(fields: Fields): Reply | null {
  if (!['base64', 'url', undefined].some((known) => known === fields['response_format'])) {
    return invalid('response_format', 'response_format must be base64 or url');
  }
  return ['png', 'jpeg', undefined].some((known) => known === fields['output_format'])
    ? null
    : invalid('output_format', 'output_format must be jpeg or png');
}

function faultInLoras(loras: unknown, model: string): Reply | null {
  if (loras === undefined) {
    return null;
  }
  const areLoras =
    Array.isArray(loras) &&
    loras.every(
      (lora) => isRecord(lora) && typeof lora['path'] === 'string' && typeof lora['scale'] === 'number',
    );
  if (!areLoras || model !== LORA_MODEL || loras.length > MOST_LORAS) {
    return invalid('image_loras', `image_loras takes at most ${MOST_LORAS}, and only for ${LORA_MODEL}`);
  }
  return null;
}

function fits(value: unknown, min: number, max: number): boolean {
  return value === undefined || (Number.isInteger(value) && Number(value) >= min && Number(value) <= max);
}
