import type { ProviderCapabilities, VendorRequest } from '@fusionbridge/core';
import type { Cuts } from './cuts.js';

/** A seed that is too wide for the vendor is reduced deterministically. */
export function fitSeed(
  { seed: bits }: Pick<ProviderCapabilities, 'seed'>,
  { seed: asked }: Pick<VendorRequest, 'seed'>,
  cuts: Cuts,
): number | null {
  if (asked === null || bits === null) {
    return cuts.unlessMissing('seed', asked, { has: false, blank: null });
  }
  const seed = asked % 2 ** bits;
  if (seed !== asked) {
    const why = `the vendor takes seeds of ${bits} bits`;
    cuts.add({ field: 'seed', asked: String(asked), given: String(seed), why });
  }
  return seed;
}
