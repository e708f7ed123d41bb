import type { Degradation } from '@fusionbridge/core';

/** Degradations with fields renamed to the dialect's own names. Fields that are not listed keep their names. */
export function renamed(
  degradations: readonly Degradation[],
  nameOf: (field: string) => string | undefined,
): Degradation[] {
  return degradations.map((one) => ({ ...one, field: nameOf(one.field) ?? one.field }));
}
