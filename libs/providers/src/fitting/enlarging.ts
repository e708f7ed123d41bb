import type { ProviderCapabilities, SizeRule } from '@fusionbridge/core';

/** What an upscaler offers: one picture from one, of a size, and nothing that only painters have a field for. */
export function enlargerOf(sizes: SizeRule): ProviderCapabilities {
  return {
    operations: ['upscale'],
    mask: 'none',
    maxLoras: 0,
    loraSources: [],
    sizes,
    defaultSize: { width: 2048, height: 2048 },
    formats: ['png'],
    maxCount: 1,
    seed: false,
    negativePrompt: false,
    steps: false,
    guidance: false,
    sampler: false,
    progress: false,
    cancel: 'free',
    lookup: false,
    cost: 'unknown',
    flagsContent: false,
  };
}
