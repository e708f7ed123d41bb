import { type Field, FLUX_RATIOS } from '../kit/index.js';

export interface Model {
  /** Credits for one picture. */
  readonly credits: number;
  readonly fields: Readonly<Record<string, Field>>;
  readonly required: readonly string[];
}

const TEXT: Field = { type: 'string' };
const SIDE: Field = { type: 'integer', minimum: 64, maximum: 2048 };
const STEPS: Field = { type: 'integer', minimum: 1, maximum: 50 };
const RATIO: Field = { type: 'string', enum: FLUX_RATIOS };

const COMMON: Model['fields'] = {
  prompt: TEXT,
  seed: { type: 'integer', minimum: 0 },
  output_format: { type: 'string', enum: ['jpeg', 'png'] },
  prompt_upsampling: { type: 'boolean' },
  safety_tolerance: { type: 'integer', minimum: 0, maximum: 6 },
};
const SIZED = { ...COMMON, width: SIDE, height: SIDE };
const SHOWN = { input_image: TEXT, input_image_2: TEXT };

/** Models of Black Forest Labs (contracts/vendors-b.md 11). */
export const MODELS: Readonly<Record<string, Model>> = {
  'flux-2-pro': { credits: 3, fields: { ...SIZED, ...SHOWN }, required: ['prompt'] },
  'flux-2-flex': {
    credits: 5,
    fields: { ...SIZED, ...SHOWN, steps: STEPS, guidance: { type: 'number', minimum: 1.5, maximum: 10 } },
    required: ['prompt'],
  },
  'flux-kontext-pro': {
    credits: 4,
    fields: { ...COMMON, aspect_ratio: RATIO, input_image: TEXT },
    required: ['prompt'],
  },
  'flux-pro-1.0-fill': {
    credits: 5,
    fields: {
      ...COMMON,
      image: TEXT,
      mask: TEXT,
      steps: { type: 'integer', minimum: 15, maximum: 50 },
      guidance: { type: 'number', minimum: 1.5, maximum: 100 },
    },
    required: ['image'],
  },
};
