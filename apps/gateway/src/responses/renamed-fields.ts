import type { Degradation } from '@fusionbridge/core';

/** Degradations with the names that a dialect's clients know the fields by. Names that are not listed stay as they are. */
export function renamed(
  degradations: readonly Degradation[],
  nameOf: (field: string) => string | undefined,
): Degradation[] {
  return degradations.map((one) => ({ ...one, field: nameOf(one.field) ?? one.field }));
}
