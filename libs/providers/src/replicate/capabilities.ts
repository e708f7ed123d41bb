import type { ProviderCapabilities, SizeRule } from '@fusionbridge/core';
import { ASPECT_RATIOS, sizesOf } from '../fitting/aspect-ratio.js';
import type { ModelSheet } from './models.js';

/** What Replicate does with a model. `mostLoras`: the operator's own limit. */
export function capabilitiesOf(sheet: ModelSheet, mostLoras: number): ProviderCapabilities {
  const maxLoras = Math.min(sheet.maxLoras, mostLoras);
  return {
    operations: sheet.operations,
    mask: sheet.operations.includes('inpaint') ? 'hint' : 'none',
    sizes: SIZES[sheet.sized],
    defaultSize: { width: 1024, height: 1024 },
    maxLoras,
    loraSources: maxLoras > 0 ? ['url', 'huggingface'] : [],
    formats: ['png', 'jpeg', 'webp'],
    maxCount: sheet.maxCount,
    seed: true,
    negativePrompt: false,
    steps: sheet.steps !== null,
    guidance: sheet.guidance !== null,
    sampler: false,
    progress: true,
    // What runs is stopped, but models without a price for each picture bill the time until then.
    cancel: 'charged',
    lookup: true,
    cost: sheet.price === null ? 'unknown' : 'list',
    flagsContent: true,
  };
}

const SIZES: Readonly<Record<ModelSheet['sized'], SizeRule>> = {
  ratio: { kind: 'list', sizes: sizesOf(ASPECT_RATIOS) },
  pixels: { kind: 'free', min: 256, max: 1440, multipleOf: 32 },
  source: { kind: 'free', min: 256, max: 1440, multipleOf: 32 },
};
