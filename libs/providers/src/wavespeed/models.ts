import type { VendorOperation, PictureFormat, Range } from '@fusionbridge/core';
import type { Price } from '../pricing/price.js';

/** What one model accepts besides prompt, size and seed. */
export interface ModelSheet {
  readonly operations: readonly VendorOperation[];
  readonly maxLoras: number;
  /** Empty if it has no field for the format; it returns JPEG then. */
  readonly formats: readonly PictureFormat[];
  readonly maxCount: number;
  /** False if the result has the shape of the source. */
  readonly sized: boolean;
  readonly steps: Range | null;
  readonly guidance: Range | null;
  readonly strength: boolean;
  /** The field for input pictures; `images` takes several. */
  readonly pictures: 'image' | 'images' | null;
  /** null if not known. */
  readonly price: Price | null;
}

/** Used for chain links that name no model. */
const USUAL_MODEL = 'wavespeed-ai/flux-dev-lora';

const PLAIN: ModelSheet = {
  operations: ['text'],
  maxLoras: 0,
  formats: ['png', 'jpeg', 'webp'],
  maxCount: 4,
  sized: true,
  steps: { min: 1, max: 50 },
  guidance: { min: 0, max: 20 },
  strength: false,
  pictures: null,
  price: null,
};

/** Starts from a picture, with or without a mask, on the same endpoint. */
const LORA: ModelSheet = {
  ...PLAIN,
  operations: ['text', 'image', 'inpaint'],
  maxLoras: 4,
  strength: true,
  pictures: 'image',
};

const EDIT: ModelSheet = { ...PLAIN, operations: ['reference'], pictures: 'image', sized: false };

/** Models and prices of WaveSpeed. */
const SHEETS: Readonly<Record<string, ModelSheet>> = {
  'wavespeed-ai/flux-dev-lora': { ...LORA, price: { perPicture: 0.015 } },
  'wavespeed-ai/flux-dev-lora-ultra-fast': LORA,
  'wavespeed-ai/flux-dev': { ...PLAIN, price: { perPicture: 0.012 } },
  'wavespeed-ai/flux-schnell-lora': { ...PLAIN, maxLoras: 3 },
  'wavespeed-ai/flux-krea-dev-lora': {
    ...PLAIN,
    maxLoras: 3,
    steps: null,
    maxCount: 1,
    price: { perPicture: 0.025 },
  },
  'wavespeed-ai/flux-fill-dev': {
    ...PLAIN,
    operations: ['inpaint', 'fill'],
    maxLoras: 3,
    formats: [],
    guidance: { min: 28, max: 35 },
    pictures: 'image',
    price: { perPicture: 0.035 },
  },
  'wavespeed-ai/flux-kontext-dev': { ...EDIT, price: { perPicture: 0.025 } },
  'wavespeed-ai/flux-kontext-dev-ultra-fast': { ...EDIT, price: { perPicture: 0.02 } },
  'wavespeed-ai/flux-kontext-dev-lora': { ...EDIT, maxLoras: 3 },
  'wavespeed-ai/flux-kontext-dev/multi': { ...EDIT, pictures: 'images' },
  'wavespeed-ai/flux-2-dev/text-to-image': { ...PLAIN, price: { perPicture: 0.012 } },
  'wavespeed-ai/flux-2-dev/text-to-image-lora': { ...PLAIN, maxLoras: 3 },
  'wavespeed-ai/flux-2-dev/edit': { ...EDIT, pictures: 'images' },
  'wavespeed-ai/flux-2-dev/edit-lora': { ...EDIT, pictures: 'images', maxLoras: 3 },
};

export function pathOf(vendorModel: string): string {
  return vendorModel === '' ? USUAL_MODEL : vendorModel.replace(/^\/+|\/+$/g, '');
}

/** An unknown model gets the fields that every image model has. */
export function sheetOf(vendorModel: string): ModelSheet {
  return SHEETS[pathOf(vendorModel)] ?? PLAIN;
}
