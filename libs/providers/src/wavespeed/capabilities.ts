import type { ProviderCapabilities } from '@fusionbridge/core';
import type { ModelSheet } from './models.js';

const LORA_WEIGHT = { min: 0, max: 4 };
const STRENGTH = { min: 0, max: 1 };
const INPUT_PICTURES = { image: 1, images: Number.POSITIVE_INFINITY };

/**
 * Capabilities of a model at WaveSpeed.
 * @param mostLoras The lower one of the operator's limit and the limit in the vendor's list of models
 */
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
