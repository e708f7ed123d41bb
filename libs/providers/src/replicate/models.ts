import type { VendorOperation, Range } from '@fusionbridge/core';
import type { Price } from '../pricing/price.js';

/** What one model accepts besides prompt, seed and format. */
export interface ModelSheet {
  readonly operations: readonly VendorOperation[];
  readonly maxLoras: number;
  readonly maxCount: number;
  /** How the shape is given; `source`: the result has the shape of the source. */
  readonly sized: 'ratio' | 'pixels' | 'source';
  /** The field for the number of steps, and its range. */
  readonly steps: { readonly field: string; readonly range: Range } | null;
  readonly guidance: Range | null;
  readonly strength: boolean;
  /** null if not known. */
  readonly price: Price | null;
}

const PLAIN: ModelSheet = {
  operations: ['text'],
  maxLoras: 0,
  maxCount: 1,
  sized: 'ratio',
  steps: null,
  guidance: null,
  strength: false,
  price: null,
};

const OPEN: ModelSheet = {
  ...PLAIN,
  maxCount: 4,
  steps: { field: 'num_inference_steps', range: { min: 1, max: 50 } },
  guidance: { min: 0, max: 10 },
};

const FILL = { operations: ['inpaint', 'fill'], sized: 'source' } as const;

/** Models and prices of Replicate. */
const SHEETS: Readonly<Record<string, ModelSheet>> = {
  'black-forest-labs/flux-dev-lora': {
    ...OPEN,
    operations: ['text', 'image'],
    maxLoras: 2,
    strength: true,
    price: { perPicture: 0.032 },
  },
  'black-forest-labs/flux-dev': {
    ...OPEN,
    operations: ['text', 'image'],
    strength: true,
    price: { perPicture: 0.025 },
  },
  'black-forest-labs/flux-schnell': {
    ...OPEN,
    steps: { field: 'num_inference_steps', range: { min: 1, max: 4 } },
    guidance: null,
    price: { perPicture: 0.003 },
  },
  'black-forest-labs/flux-1.1-pro': { ...PLAIN, sized: 'pixels', price: { perPicture: 0.04 } },
  'black-forest-labs/flux-fill-dev': { ...OPEN, ...FILL, maxLoras: 1, guidance: { min: 0, max: 100 } },
  'black-forest-labs/flux-fill-pro': {
    ...PLAIN,
    ...FILL,
    steps: { field: 'steps', range: { min: 15, max: 50 } },
    guidance: { min: 1.5, max: 100 },
  },
};

/** The sheet of a model in any version; an unknown model gets the fields that every image model has. */
export function sheetOf(model: string): ModelSheet {
  return SHEETS[model.split(':', 1)[0] ?? model] ?? PLAIN;
}

const VERSION = /^[0-9a-f]{64}$/;

/** The model of a prediction in the form in which it is requested; undefined if the vendor does not report it. */
export function servedModelOf(prediction: {
  readonly model?: string | null | undefined;
  readonly version?: string | null | undefined;
}): string | undefined {
  const { model, version } = prediction;
  if (typeof model !== 'string') {
    return undefined;
  }
  return VERSION.test(version ?? '') ? `${model}:${version}` : model;
}

/** Official models are requested by name, pinned ones by their version. */
export function predictionPathOf(model: string): { path: string; version: string | null } {
  const [name = '', version] = model.split(':', 2);
  return version === undefined
    ? { path: `models/${name}/predictions`, version: null }
    : { path: 'predictions', version };
}
