import type { ProviderCapabilities } from '@fusionbridge/core';
import { sizesOf } from '../protocol/aspect-ratio.js';
import type { ModelSheet } from './models.js';

/** Shapes that Stability AI lists. */
export const RATIOS: readonly string[] = ['1:1', '16:9', '9:16', '21:9', '9:21', '3:2', '2:3', '5:4', '4:5'];

export const GUIDANCE = { min: 1, max: 10 };
export const STRENGTH = { min: 0, max: 1 };
const UNDER_A_MASK = { guidance: null, strength: null };

/** What Stability AI does with a model. It takes no LoRA and no size in pixels. */
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
    byOperation: { inpaint: UNDER_A_MASK, fill: UNDER_A_MASK },
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
