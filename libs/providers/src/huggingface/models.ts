import type { VendorOperation, Range } from '@fusionbridge/core';

/** What one model takes. */
export interface ModelSheet {
  readonly operations: readonly VendorOperation[];
  readonly negativePrompt: boolean;
  readonly steps: Range;
  readonly guidance: Range | null;
  readonly strength: Range | null;
}

const STRENGTH = { min: 0, max: 1 };

const PAINTER: ModelSheet = {
  operations: ['text'],
  negativePrompt: false,
  steps: { min: 1, max: 100 },
  guidance: { min: 0, max: 20 },
  strength: null,
};

/** Models with classic guidance, through which a negative prompt acts. */
const CLASSIC: ModelSheet = { ...PAINTER, negativePrompt: true };

/** Models that change a picture as the prompt says; they need one. */
const EDITOR: ModelSheet = { ...PAINTER, operations: ['image', 'reference'] };

/** The models' tasks, as their pages at huggingface.co name them. There is no task with a mask. */
const SHEETS: Readonly<Record<string, ModelSheet>> = {
  'black-forest-labs/FLUX.1-schnell': { ...PAINTER, steps: { min: 1, max: 4 }, guidance: null },
  'black-forest-labs/FLUX.1-dev': PAINTER,
  'black-forest-labs/FLUX.1-Krea-dev': PAINTER,
  'black-forest-labs/FLUX.1-Kontext-dev': EDITOR,
  'Qwen/Qwen-Image': CLASSIC,
  'Qwen/Qwen-Image-Edit': { ...EDITOR, negativePrompt: true },
  'Qwen/Qwen-Image-Edit-2509': { ...EDITOR, negativePrompt: true },
  'stabilityai/stable-diffusion-3.5-large': CLASSIC,
  'stabilityai/stable-diffusion-3.5-medium': CLASSIC,
  'stabilityai/stable-diffusion-xl-base-1.0': CLASSIC,
};

/** A model that paints from text would take a picture in base64 for words: only a name that says so makes an editor. */
const EDITS = /edit|kontext|pix2pix|img2img|image-to-image|refiner/i;

/** What is known of a model; of an unknown one what others of its task take. */
export function sheetOf(model: string): ModelSheet {
  const usual = EDITS.test(model) ? { ...EDITOR, negativePrompt: true, strength: STRENGTH } : CLASSIC;
  return SHEETS[model] ?? usual;
}
