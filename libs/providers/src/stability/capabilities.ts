import type { ProviderCapabilities } from '@fusionbridge/core';
import { sizesOf } from '../protocol/aspect-ratio.js';
import type { ModelSheet } from './models.js';

/** The values of `aspect_ratio`. */
export const RATIOS: readonly string[] = ['1:1', '16:9', '9:16', '21:9', '9:21', '3:2', '2:3', '5:4', '4:5'];

const GUIDANCE = { min: 1, max: 10 };
const STRENGTH = { min: 0, max: 1 };
/** Inpainting has its own endpoint, which takes neither. */
const MASKED = { guidance: null, strength: null };

/** Capabilities of a model at Stability AI, which takes neither LoRAs nor sizes in pixels. */
export function capabilitiesOf(sheet: ModelSheet): ProviderCapabilities {
  return {
    operations: sheet.operations,
    mask: 'hint',
    aspectRatios: RATIOS,
    sizes: { kind: 'list', sizes: sizesOf(RATIOS) },
    defaultSize: { width: 1024, height: 1024 },
    formats: ['png', 'jpeg', 'webp'],
    negativePrompt: sheet.negativePrompt,
    guidance: sheet.guidance ? GUIDANCE : null,
    steps: null,
    strength: STRENGTH,
    inputPictures: 1,
    byOperation: { inpaint: MASKED, fill: MASKED },
    qualities: [],
    sampler: false,
    seed: 31,
    maxCount: 1,
    prompt: true,
    loras: null,
    cost: 'list',
    cancel: 'charged',
    lookup: false,
    progress: false,
    flagsContent: true,
  };
}
