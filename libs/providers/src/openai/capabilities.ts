import type { ProviderCapabilities } from '@fusionbridge/core';
import type { ModelSheet } from './models.js';

/** What OpenAI does with a model. `progress`: it is asked for previews. */
export function capabilitiesOf(sheet: ModelSheet, progress: boolean): ProviderCapabilities {
  return {
    operations: ['text', 'image', 'inpaint', 'reference'],
    mask: 'hint',
    maxLoras: 0,
    loraSources: [],
    sizes: sheet.sizes,
    defaultSize: { width: 1024, height: 1024 },
    formats: ['png', 'jpeg', 'webp'],
    maxCount: 10,
    seed: false,
    negativePrompt: false,
    steps: false,
    guidance: false,
    sampler: false,
    qualities: ['auto', ...sheet.qualities],
    inputFidelity: sheet.inputFidelity,
    transparency: sheet.transparency,
    progress,
    cancel: 'charged',
    lookup: false,
    cost: sheet.prices === null ? 'unknown' : 'list',
    flagsContent: false,
  };
}
