import type { ProviderCapabilities, SizeRule } from '@fusionbridge/core';

/** Capabilities of a vendor model that only enlarges: one picture from one, without prompt, LoRAs or seed. */
export function upscalerCapabilities(sizes: SizeRule): ProviderCapabilities {
  return {
    operations: ['upscale'],
    mask: 'none',
    prompt: false,
    loras: null,
    strength: null,
    inputPictures: 1,
    sizes,
    defaultSize: { width: 2048, height: 2048 },
    formats: ['png'],
    maxCount: 1,
    seed: null,
    negativePrompt: false,
    steps: null,
    guidance: null,
    sampler: false,
    qualities: [],
    progress: false,
    cancel: 'free',
    lookup: false,
    cost: 'unknown',
    flagsContent: false,
  };
}
