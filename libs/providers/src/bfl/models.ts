import type { VendorOperation, Range } from '@fusionbridge/core';
import type { Price } from '../pricing/price.js';

/** What one model accepts besides prompt, seed and format. */
export interface ModelSheet {
  readonly operations: readonly VendorOperation[];
  /** How the shape is given; `source`: the result has the shape of the source. */
  readonly sized: 'pixels' | 'ratio' | 'source';
  /** Both sides are multiples of this. */
  readonly step: number;
  readonly references: number;
  readonly steps: Range | null;
  readonly guidance: Range | null;
  readonly price: Price | null;
}

const BASE: ModelSheet = {
  operations: ['text'],
  sized: 'pixels',
  step: 32,
  references: 0,
  steps: null,
  guidance: null,
  price: null,
};
const FLUX_2: ModelSheet = { ...BASE, operations: ['text', 'reference'], step: 16, references: 8 };
const KONTEXT: ModelSheet = {
  ...BASE,
  operations: ['text', 'reference'],
  sized: 'ratio',
  references: 1,
};

/** Models and prices of Black Forest Labs. The price is only for estimates: the vendor reports the cost. */
const SHEETS: Readonly<Record<string, ModelSheet>> = {
  'flux-2-pro': { ...FLUX_2, price: { perPicture: 0.03 } },
  'flux-2-max': { ...FLUX_2, price: { perPicture: 0.07 } },
  'flux-2-flex': {
    ...FLUX_2,
    steps: { min: 1, max: 50 },
    guidance: { min: 1.5, max: 10 },
    price: { perPicture: 0.05 },
  },
  'flux-2-klein-4b': { ...FLUX_2, price: { perPicture: 0.014 } },
  'flux-2-klein-9b': { ...FLUX_2, price: { perPicture: 0.015 } },
  'flux-dev': { ...BASE, steps: { min: 1, max: 50 }, guidance: { min: 1.5, max: 5 } },
  'flux-pro-1.1': { ...BASE, price: { perPicture: 0.04 } },
  'flux-pro-1.1-ultra': { ...BASE, sized: 'ratio', price: { perPicture: 0.06 } },
  'flux-kontext-pro': KONTEXT,
  'flux-kontext-max': KONTEXT,
  'flux-pro-1.0-fill': {
    ...BASE,
    operations: ['inpaint', 'fill'],
    sized: 'source',
    steps: { min: 15, max: 50 },
    guidance: { min: 1.5, max: 100 },
  },
};

/** An unknown model gets the fields that every model has. */
export function sheetOf(model: string): ModelSheet {
  return SHEETS[model] ?? BASE;
}
