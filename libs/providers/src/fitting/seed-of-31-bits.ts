import type { Degradation } from '@fusionbridge/core';

export { randomSeed as anySeed } from '../protocol/random-seed.js';

const SEEDS = 2 ** 31;

/** A seed as vendors with 31 bits take it: a larger one is reduced, always to the same. */
export function seedOf31Bits(asked: number | null): { seed: number | null; degradations: Degradation[] } {
  if (asked === null || asked < SEEDS) {
    return { seed: asked, degradations: [] };
  }
  const seed = asked % SEEDS;
  const why = 'the vendor takes seeds of 31 bits';
  return { seed, degradations: [{ field: 'seed', asked: String(asked), given: String(seed), why }] };
}
