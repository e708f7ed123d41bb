import type { ProviderCapabilities } from '@fusionbridge/core';
import type { ModelSheet } from './models.js';

/** Images that one request may hold. */
const MOST_INPUT_IMAGES = 14;

/**
 * What a Gemini model accepts. It has no fields for a negative prompt, a mask, LoRAs, steps, guidance or strength, and
 * it chooses the format of the image itself.
 */
export function capabilitiesOf({ sizes, prices }: ModelSheet): ProviderCapabilities {
  return {
    operations: ['text', 'image', 'reference'],
    prompt: true,
    negativePrompt: false,
    steps: null,
    guidance: null,
    strength: null,
    loras: null,
    inputPictures: MOST_INPUT_IMAGES,
    mask: 'none',
    aspectRatios: [...new Set(sizes.map(({ aspectRatio }) => aspectRatio))],
    sizes: { kind: 'list', sizes: sizes.map(({ size }) => size) },
    defaultSize: { width: 1024, height: 1024 },
    formats: ['png', 'jpeg'],
    maxCount: 1,
    seed: 31,
    sampler: false,
    qualities: [],
    progress: false,
    cancel: 'charged',
    lookup: false,
    cost: prices === null ? 'unknown' : 'list',
    flagsContent: false,
  };
}
