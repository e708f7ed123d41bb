import type { Degradation } from '@fusionbridge/core';

/** What a vendor without presets gives anyway. */
const USUAL = new Set(['auto', 'standard', 'medium']);

/** The degradation of a preset that a vendor does not have; none for the usual ones. */
export function droppedQuality(quality: string | null, given: string | null = null): Degradation[] {
  if (quality === null || USUAL.has(quality)) {
    return [];
  }
  const why = given === null ? 'the vendor has no presets' : 'the vendor does not have this preset';
  return [{ field: 'quality', asked: quality, given: given ?? 'dropped', why }];
}
