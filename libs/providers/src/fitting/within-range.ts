import type { Degradation, Range } from '@fusionbridge/core';

/** The nearest number the vendor takes. `field` is the name in the bridge's request. */
export function withinRange(
  field: string,
  asked: number | null,
  range: Range | null,
): { value: number | null; degradations: Degradation[] } {
  if (asked === null) {
    return { value: null, degradations: [] };
  }
  if (range === null) {
    const why = 'the vendor has no field for it';
    return { value: null, degradations: [{ field, asked: String(asked), given: 'dropped', why }] };
  }
  const value = Math.min(range.max, Math.max(range.min, asked));
  const why = `the vendor takes ${range.min} to ${range.max}`;
  return {
    value,
    degradations: value === asked ? [] : [{ field, asked: String(asked), given: String(value), why }],
  };
}
