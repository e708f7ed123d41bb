import type { ProviderCapabilities } from '@fusionbridge/core';
import type { ModelSheet } from './models.js';

const LORA_WEIGHT = { min: 0, max: 4 };
const GUIDANCE = { min: 0, max: 20 };
const INPUT_PICTURES = { image_url: 1, reference_images: Number.POSITIVE_INFINITY };

/**
 * Capabilities of a model at Together, which takes no masks.
 * @param mostLoras The operator's limit; a lower one of the model wins
 */
export function capabilitiesOf(sheet: ModelSheet, mostLoras: number): ProviderCapabilities {
  const maxLoras = Math.min(sheet.maxLoras, mostLoras);
  return {
    operations: sheet.references === null ? ['text'] : ['text', 'reference'],
    mask: 'none',
    loras: maxLoras === 0 ? null : { max: maxLoras, sources: ['url', 'huggingface'], weight: LORA_WEIGHT },
    prompt: true,
    sizes: { kind: 'free', min: 256, max: 1920, multipleOf: 16 },
    defaultSize: { width: 1024, height: 1024 },
    formats: ['png', 'jpeg'],
    maxCount: 4,
    seed: 31,
    negativePrompt: sheet.negativePrompt,
    steps: sheet.tunable ? sheet.steps : null,
    guidance: sheet.tunable ? GUIDANCE : null,
    strength: null,
    inputPictures: sheet.references === null ? 0 : INPUT_PICTURES[sheet.references],
    qualities: [],
    sampler: false,
    progress: false,
    cancel: 'charged',
    lookup: false,
    cost: sheet.usd === null ? 'unknown' : 'list',
    flagsContent: true,
  };
}
