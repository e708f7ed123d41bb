import { type Fields, isRecord, type Reply } from '../kit/index.js';
import type { Task } from './catalogue.js';
import { refusal, wrongParameter } from './voices.js';

const SIDES = { min: 64, max: 2048, step: 8 };
const NUMBERS: Readonly<Record<string, { min: number; max: number; step?: number }>> = {
  width: SIDES,
  height: SIDES,
  num_inference_steps: { min: 1, max: 100, step: 1 },
  guidance_scale: { min: 0, max: 20 },
  strength: { min: 0, max: 1 },
  seed: { min: 0, max: 2 ** 32 - 1, step: 1 },
};
const OF_EVERY_TASK = ['num_inference_steps', 'guidance_scale', 'negative_prompt', 'seed', 'scheduler'];
const FIELDS: Readonly<Record<Task, readonly string[]>> = {
  'text-to-image': [...OF_EVERY_TASK, 'width', 'height'],
  'image-to-image': [...OF_EVERY_TASK, 'prompt', 'strength', 'target_size'],
};

/** `parameters` of a request; empty where there are none. */
export function parametersOf({ parameters }: Fields): Fields {
  return isRecord(parameters) ? parameters : {};
}

/** What the vendor refuses; null when all is well. */
export function faultIn(fields: Fields, task: Task): Reply | null {
  if (typeof fields['inputs'] !== 'string' || fields['inputs'] === '') {
    return refusal(400, 'No input provided');
  }
  const parameters = parametersOf(fields);
  const stranger = Object.keys(parameters).find((name) => !FIELDS[task].includes(name));
  if (stranger !== undefined) {
    return wrongParameter(stranger, 'unexpected parameter');
  }
  const extent = isRecord(parameters['target_size']) ? parameters['target_size'] : {};
  const numbers: Fields = { ...parameters, ...extent };
  const wrong = Object.entries(NUMBERS).find(([name, bounds]) => !fits(numbers[name], bounds));
  if (wrong === undefined) {
    return null;
  }
  const [name, { min, max, step }] = wrong;
  return wrongParameter(
    name,
    step === SIDES.step ? 'ensure this value is a multiple of 8' : `from ${min} to ${max}`,
  );
}

function fits(value: unknown, { min, max, step }: { min: number; max: number; step?: number }): boolean {
  return (
    value === undefined ||
    (typeof value === 'number' &&
      value >= min &&
      value <= max &&
      (step === undefined || Number.isInteger(value / step)))
  );
}
