import type { ProviderCapabilities } from '@fusionbridge/core';
import type { ModelSheet } from './models.js';

/** What Hugging Face does with a model. It takes a LoRA only as a model of its own, and never names a price. */
export function capabilitiesOf(sheet: ModelSheet): ProviderCapabilities {
  return {
    operations: sheet.operations,
    mask: 'none',
    prompt: true,
    loras: null,
    sizes: { kind: 'free', min: 256, max: 2048, multipleOf: 16 },
    defaultSize: { width: 1024, height: 1024 },
    formats: ['jpeg'],
    maxCount: 1,
    seed: 31,
    negativePrompt: sheet.negativePrompt,
    steps: sheet.steps,
    guidance: sheet.guidance,
    strength: sheet.strength,
    inputPictures: sheet.operations.includes('reference') ? 1 : 0,
    qualities: [],
    sampler: false,
    progress: false,
    cancel: 'charged',
    lookup: false,
    cost: 'unknown',
    flagsContent: true,
  };
}
