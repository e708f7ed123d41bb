import type { ProviderCapabilities } from '@fusionbridge/core';
import type { ModelSheet } from './models.js';

/** What Together does with a model. It has no mask at all. `mostLoras`: the operator's own limit. */
export function capabilitiesOf(sheet: ModelSheet, mostLoras: number): ProviderCapabilities {
  const maxLoras = Math.min(sheet.maxLoras, mostLoras);
  return {
    operations: sheet.references === null ? ['text'] : ['text', 'reference'],
    mask: 'none',
    maxLoras,
    loraSources: maxLoras > 0 ? ['url', 'huggingface'] : [],
    sizes: { kind: 'free', min: 256, max: 1920, multipleOf: 16 },
    defaultSize: { width: 1024, height: 1024 },
    formats: ['png', 'jpeg'],
    maxCount: 4,
    seed: true,
    negativePrompt: sheet.negativePrompt,
    steps: sheet.tunable,
    guidance: sheet.tunable,
    sampler: false,
    progress: false,
    cancel: 'charged',
    lookup: false,
    cost: sheet.usd === null ? 'unknown' : 'list',
    flagsContent: true,
  };
}
