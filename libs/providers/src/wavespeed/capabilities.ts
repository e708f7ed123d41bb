import type { ProviderCapabilities } from '@fusionbridge/core';
import type { ModelSheet } from './models.js';

/** What WaveSpeed does with a model. `mostLoras`: the lowest of the operator's limit and what the vendor lists. */
export function capabilitiesOf(sheet: ModelSheet, mostLoras: number): ProviderCapabilities {
  const maxLoras = Math.min(sheet.maxLoras, mostLoras);
  return {
    operations: sheet.operations,
    mask: sheet.operations.includes('inpaint') ? 'hint' : 'none',
    maxLoras,
    loraSources: maxLoras > 0 ? ['url', 'huggingface'] : [],
    sizes: { kind: 'free', min: 256, max: 1536, multipleOf: 8 },
    defaultSize: { width: 1024, height: 1024 },
    formats: sheet.formats.length === 0 ? ['jpeg'] : sheet.formats,
    maxCount: sheet.maxCount,
    seed: true,
    negativePrompt: false,
    steps: sheet.steps !== null,
    guidance: sheet.guidance !== null,
    sampler: false,
    progress: false,
    cancel: 'charged',
    lookup: true,
    cost: sheet.price === null ? 'unknown' : 'list',
    flagsContent: true,
  };
}
