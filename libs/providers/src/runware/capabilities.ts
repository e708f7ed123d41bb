import type { LoraSource, VendorOperation, ProviderCapabilities } from '@fusionbridge/core';
import { upscalerCapabilities } from '../protocol/upscaler-capabilities.js';

const LORA_WEIGHT = { min: -4, max: 4 };
const STEPS = { min: 1, max: 100 };
const GUIDANCE = { min: 1, max: 50 };
const STRENGTH = { min: 0, max: 1 };

const LONGEST_ENLARGED_SIDE = 16_384;

/** Capabilities of a model that only enlarges. */
const UPSCALER: ProviderCapabilities = {
  ...upscalerCapabilities({ kind: 'free', min: 1, max: LONGEST_ENLARGED_SIDE, multipleOf: 1 }),
  formats: ['png', 'jpeg', 'webp'],
  progress: true,
  cancel: 'charged',
  lookup: true,
  cost: 'reported',
};

/** Capabilities of a model at Runware. Multiples of 64 are accepted by every model. */
export function capabilitiesOf(
  operations: readonly VendorOperation[],
  loras: { readonly most: number; readonly sources: readonly LoraSource[] },
): ProviderCapabilities {
  if (operations.includes('upscale')) {
    return UPSCALER;
  }
  return {
    operations,
    mask: operations.includes('inpaint') ? 'hint' : 'none',
    prompt: true,
    loras: loras.most === 0 ? null : { max: loras.most, sources: loras.sources, weight: LORA_WEIGHT },
    sizes: { kind: 'free', min: 128, max: 2048, multipleOf: 64 },
    defaultSize: { width: 1024, height: 1024 },
    formats: ['png', 'jpeg', 'webp'],
    maxCount: 10,
    seed: 32,
    negativePrompt: true,
    steps: STEPS,
    guidance: GUIDANCE,
    strength: STRENGTH,
    inputPictures: 1,
    byOperation: {
      text: { strength: null, inputPictures: 0 },
      reference: { strength: null, inputPictures: Number.POSITIVE_INFINITY },
    },
    qualities: [],
    sampler: false,
    progress: true,
    cancel: 'charged',
    lookup: true,
    cost: 'reported',
    flagsContent: false,
  };
}
