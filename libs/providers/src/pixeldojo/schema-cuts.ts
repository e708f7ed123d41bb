import type { Degradation, LoraChoice, Range, VendorRequest } from '@fusionbridge/core';
import type { ModelSheet } from './model-sheet.js';

/** A request that was cut again, and what was lost by it. */
export interface CutRequest {
  readonly request: VendorRequest;
  readonly degradations: readonly Degradation[];
}

/**
 * Cuts a planned request to a schema that was read only after planning. The capabilities cannot say this beforehand:
 * the schema of a model is read when the first request for it is sent.
 * @param mostLoras The operator's limit
 */
export function cutToSchema(asked: VendorRequest, sheet: ModelSheet, mostLoras: number): CutRequest {
  const degradations: Degradation[] = [];
  const number = (field: 'steps' | 'guidance', range: Range | null): number | null => {
    const [value, why] = within(asked[field], range);
    if (value !== asked[field]) {
      degradations.push({ field, asked: String(asked[field]), given: shown(value), why });
    }
    return value;
  };
  const loras = asked.loras.slice(0, Math.min(sheet.loras?.most ?? 0, mostLoras));
  degradations.push(...asked.loras.slice(loras.length).map((lora) => dropped(lora, loras.length)));
  const steps = number('steps', sheet.steps);
  const guidance = number('guidance', sheet.guidance);
  const seed = sheet.seed ? asked.seed : null;
  const count = Math.min(asked.count, sheet.maxCount);
  if (seed !== asked.seed) {
    degradations.push({ field: 'seed', asked: String(asked.seed), given: 'dropped', why: NO_MODEL_FIELD });
  }
  if (count !== asked.count) {
    degradations.push({
      field: 'count',
      asked: String(asked.count),
      given: shown(count),
      why: NO_MODEL_FIELD,
    });
  }
  const request = { ...asked, loras, steps, guidance, seed, count };
  return { request, degradations };
}

const NO_FIELD = 'the vendor has no field for it';
const NO_MODEL_FIELD = 'the model has no field for it';

function within(asked: number | null, range: Range | null): [value: number | null, why: string] {
  if (asked === null || range === null) {
    return [null, NO_FIELD];
  }
  const { min, max } = range;
  return [Math.min(max, Math.max(min, asked)), `the vendor takes ${min} to ${max}`];
}

function shown(value: number | null): string {
  return value === null ? 'dropped' : String(value);
}

function dropped({ name, weight }: LoraChoice, most: number): Degradation {
  const why = most === 0 ? 'the vendor takes no LoRA' : `the vendor takes at most ${most}`;
  return { field: 'loras', asked: `${name}:${weight}`, given: 'dropped', why };
}
