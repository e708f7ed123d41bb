import type { ProviderCapabilities, SizeRule } from '@fusionbridge/core';
import { ASPECT_RATIOS, sizesOf } from '../protocol/aspect-ratio.js';
import type { ModelSheet } from './models.js';

const LORA_WEIGHT = { min: -1, max: 3 };
const STRENGTH = { min: 0, max: 1 };

/**
 * Capabilities of a model at Replicate.
 * @param mostLoras The operator's limit; a lower one of the model wins
 */
export function capabilitiesOf(sheet: ModelSheet, mostLoras: number): ProviderCapabilities {
  const maxLoras = Math.min(sheet.maxLoras, mostLoras);
  return {
    operations: sheet.operations,
    mask: sheet.operations.includes('inpaint') ? 'hint' : 'none',
    sizes: SIZES[sheet.sized],
    ...(sheet.sized === 'ratio' ? { aspectRatios: ASPECT_RATIOS } : {}),
    defaultSize: { width: 1024, height: 1024 },
    loras: maxLoras === 0 ? null : { max: maxLoras, sources: ['url', 'huggingface'], weight: LORA_WEIGHT },
    prompt: true,
    formats: ['png', 'jpeg', 'webp'],
    maxCount: sheet.maxCount,
    seed: 31,
    negativePrompt: false,
    steps: sheet.steps?.range ?? null,
    guidance: sheet.guidance,
    strength: sheet.strength ? STRENGTH : null,
    inputPictures: sheet.operations.length > 1 ? 1 : 0,
    qualities: [],
    sampler: false,
    progress: true,
    // A running prediction is stopped, but models that are billed by time bill the time until then.
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
