import { type LoraLimits, type ModelFamily, type ProviderCapabilities, UNBOUNDED } from '@fusionbridge/core';
import type { LoraNames } from './lora-tags.js';

/** More than anybody stacks, few enough for one prompt. */
const MOST_LORAS = 20;
const MOST_PICTURES = 10;
const LONGEST_SIDE = 2048;

/** @param names null while it is not known which LoRAs the server has */
function lorasOf(names: LoraNames | null): LoraLimits | null {
  if (names?.readsTags === false) {
    return null;
  }
  const available = names === null ? {} : { available: names.keys };
  return { max: MOST_LORAS, sources: ['file'], weight: UNBOUNDED, ...available };
}

/** What a server with A1111's API does with a model of the family. */
export function capabilitiesOf(family: ModelFamily, loras: LoraNames | null): ProviderCapabilities {
  return {
    operations: ['text', 'image', 'inpaint'],
    mask: 'hint',
    prompt: true,
    loras: lorasOf(loras),
    // Latents are an eighth of the picture; Flux packs two by two of them.
    sizes: { kind: 'free', min: 64, max: LONGEST_SIDE, multipleOf: family === 'flux' ? 16 : 8 },
    defaultSize: family === 'sd15' ? { width: 512, height: 512 } : { width: 1024, height: 1024 },
    formats: ['png'],
    maxCount: MOST_PICTURES,
    seed: 32,
    // Without classic guidance there is nothing a negative prompt could act through.
    negativePrompt: family !== 'flux',
    steps: UNBOUNDED,
    guidance: UNBOUNDED,
    strength: UNBOUNDED,
    inputPictures: 1,
    qualities: [],
    sampler: true,
    progress: true,
    cancel: 'free',
    lookup: false,
    cost: 'free',
    flagsContent: false,
  };
}
