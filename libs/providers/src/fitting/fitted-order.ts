import type { Degradation, Range, VendorRequest } from '@fusionbridge/core';
import { droppedQuality } from './quality.js';
import { withoutServerOptions } from './server-options.js';
import { seedOf31Bits } from './seed-of-31-bits.js';
import { weightedLoras, type WeightedLora } from './weighted-loras.js';
import { withinRange } from './within-range.js';

/** What a vendor takes; null where it has no field for it. */
export interface OrderLimits {
  readonly maxLoras: number;
  readonly loraScale: Range;
  readonly steps: Range | null;
  readonly guidance: Range | null;
  readonly strength: Range | null;
  /** 31 unless the vendor takes every seed of the bridge. */
  readonly seedBits?: 31 | 32;
}

/** A request as a vendor takes it, and what had to change for that. */
export interface FittedOrder {
  /** As it was asked, without options for the server in its words. */
  readonly request: VendorRequest;
  readonly loras: readonly WeightedLora[];
  readonly steps: number | null;
  readonly guidance: number | null;
  readonly strength: number | null;
  readonly seed: number | null;
  readonly degradations: readonly Degradation[];
}

/** For vendors that take LoRAs by address and no presets. */
export function fittedOrder(asked: VendorRequest, limits: OrderLimits): FittedOrder {
  const { prompt, negativePrompt, degradations } = withoutServerOptions(asked);
  const request = { ...asked, prompt, negativePrompt };
  const loras = weightedLoras(request.loras, { most: limits.maxLoras, scale: limits.loraScale });
  const steps = withinRange('steps', request.steps, limits.steps);
  const guidance = withinRange('guidance', request.guidance, limits.guidance);
  const strength = withinRange('strength', request.strength, limits.strength);
  const seed = limits.seedBits === 32 ? { seed: request.seed, degradations: [] } : seedOf31Bits(request.seed);
  return {
    request,
    loras: loras.loras,
    steps: steps.value,
    guidance: guidance.value,
    strength: strength.value,
    seed: seed.seed,
    degradations: [
      ...degradations,
      ...[loras, steps, guidance, strength, seed].flatMap((one) => one.degradations),
      ...droppedQuality(request.quality),
    ],
  };
}
