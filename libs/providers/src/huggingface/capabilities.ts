import type { ProviderCapabilities } from '@fusionbridge/core';
import type { ModelSheet } from './models.js';

/** What Hugging Face does with a model. It takes a LoRA only as a model of its own, and never names a price. */
export function capabilitiesOf(sheet: ModelSheet): ProviderCapabilities {
  return {
    operations: sheet.operations,
    mask: 'none',
    maxLoras: 0,
    loraSources: [],
    sizes: { kind: 'free', min: 256, max: 2048, multipleOf: 16 },
    defaultSize: { width: 1024, height: 1024 },
    formats: ['jpeg'],
    maxCount: 1,
    seed: true,
    negativePrompt: sheet.negativePrompt,
    steps: true,
    guidance: sheet.guidance !== null,
    sampler: false,
    progress: false,
    cancel: 'charged',
    lookup: false,
    cost: 'unknown',
    flagsContent: true,
  };
}
