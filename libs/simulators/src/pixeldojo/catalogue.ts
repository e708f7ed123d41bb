import { type Field, FLUX_RATIOS } from '../kit/index.js';

export interface Model {
  readonly name: string;
  readonly credits: number;
  readonly fields: Readonly<Record<string, Field>>;
  /** Where a finished job has its pictures. */
  readonly output: 'images' | 'image' | 'assets';
}

const TEXT: Field = { type: 'string' };
const SEED: Field = { type: 'integer', minimum: 0, maximum: 2 ** 31 - 1 };
const FORMAT: Field = { type: 'string', enum: ['webp', 'jpg', 'png'] };
const QUALITY: Field = { type: 'integer', minimum: 0, maximum: 100 };
const SIDE: Field = { type: 'integer', minimum: 256, maximum: 1440 };

/** Models of Pixel Dojo (contracts/vendors-b.md 3.1); the field sets are examples of what its schemas hold. */
export const MODELS: Readonly<Record<string, Model>> = {
  flux: {
    name: 'FLUX',
    credits: 1,
    output: 'images',
    fields: {
      prompt: TEXT,
      aspect_ratio: { type: 'string', enum: FLUX_RATIOS },
      num_outputs: { type: 'integer', minimum: 1, maximum: 4 },
      seed: SEED,
      output_format: FORMAT,
      output_quality: QUALITY,
      guidance_scale: { type: 'number', minimum: 0, maximum: 10 },
      num_inference_steps: { type: 'integer', minimum: 1, maximum: 50 },
      width: SIDE,
      height: SIDE,
      megapixels: { type: 'string', enum: ['1', '0.25'] },
      hf_loras: { type: 'array', maxItems: 4 },
      lora_scales: { type: 'array', maxItems: 4 },
    },
  },
  'flux-1.1-pro': {
    name: 'FLUX 1.1 Pro',
    credits: 1,
    output: 'image',
    fields: {
      prompt: TEXT,
      aspect_ratio: { type: 'string', enum: [...FLUX_RATIOS, 'custom'] },
      width: SIDE,
      height: SIDE,
      seed: SEED,
      output_format: FORMAT,
      output_quality: QUALITY,
      lora_weights: TEXT,
      lora_scale: { type: 'number', minimum: 0, maximum: 2 },
    },
  },
  postcard: {
    name: 'Postcard',
    credits: 1.5,
    output: 'assets',
    fields: { prompt: TEXT, aspect_ratio: { type: 'string', enum: ['1:1', '16:9'] } },
  },
};

const LEGACY_FIELDS: Model['fields'] = {
  prompt: TEXT,
  model: TEXT,
  aspect_ratio: { type: 'string', enum: FLUX_RATIOS },
  num_outputs: { type: 'integer', minimum: 1, maximum: 4 },
  seed: SEED,
  output_format: { type: 'string', enum: ['png', 'jpg', 'webp'] },
  output_quality: QUALITY,
};

/** What the old API takes of each model. */
export const LEGACY_MODELS: Readonly<Record<string, Model['fields']>> = {
  'flux-dev': LEGACY_FIELDS,
  'flux-dev-single-lora': { ...LEGACY_FIELDS, lora_weights: TEXT, lora_scale: { type: 'number' } },
};
