import type { ProviderCapabilities, SizeRule } from '@fusionbridge/core';

/** What an upscaler offers: one picture from one, of a size, and nothing that only painters have a field for. */
export function enlargerOf(sizes: SizeRule): ProviderCapabilities {
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
