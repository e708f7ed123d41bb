import type { ProviderCapabilities } from '@fusionbridge/core';
import type { ModelSheet } from './models.js';

export const LORA_WEIGHT = { min: 0, max: 4 };
export const STRENGTH = { min: 0, max: 1 };
export const INPUT_PICTURES = { image: 1, images: Number.POSITIVE_INFINITY };

/** What WaveSpeed does with a model. `mostLoras`: the lowest of the operator's limit and what the vendor lists. */
export function capabilitiesOf(sheet: ModelSheet, mostLoras: number): ProviderCapabilities {
  const maxLoras = Math.min(sheet.maxLoras, mostLoras);
  return {
    operations: sheet.operations,
    mask: sheet.operations.includes('inpaint') ? 'hint' : 'none',
    loras: maxLoras === 0 ? null : { max: maxLoras, sources: ['url', 'huggingface'], weight: LORA_WEIGHT },
    prompt: true,
    sizes: { kind: 'free', min: 256, max: 1536, multipleOf: 8 },
    defaultSize: { width: 1024, height: 1024 },
    formats: sheet.formats.length === 0 ? ['jpeg'] : sheet.formats,
    maxCount: sheet.maxCount,
    seed: 31,
    negativePrompt: false,
    steps: sheet.steps,
    guidance: sheet.guidance,
    strength: sheet.strength ? STRENGTH : null,
    inputPictures: sheet.pictures === null ? 0 : INPUT_PICTURES[sheet.pictures],
    qualities: [],
    sampler: false,
    progress: false,
    cancel: 'charged',
    lookup: true,
    cost: sheet.price === null ? 'unknown' : 'list',
    flagsContent: true,
  };
}
