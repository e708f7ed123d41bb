import { type Field, FLUX_RATIOS } from '../kit/index.js';

export interface Model {
  readonly fields: Readonly<Record<string, Field>>;
  readonly required: readonly string[];
  /** Some hand over one address, most a list. */
  readonly output: 'one' | 'list';
}

const TEXT: Field = { type: 'string' };
const SCALE: Field = { type: 'number', minimum: -1, maximum: 3 };
const SIDE: Field = { type: 'integer', minimum: 256, maximum: 1440 };

const COMMON: Model['fields'] = {
  prompt: TEXT,
  seed: { type: 'integer' },
  output_format: { type: 'string', enum: ['webp', 'jpg', 'png'] },
  output_quality: { type: 'integer', minimum: 0, maximum: 100 },
};

const OPEN: Model['fields'] = {
  ...COMMON,
  aspect_ratio: { type: 'string', enum: FLUX_RATIOS },
  num_outputs: { type: 'integer', minimum: 1, maximum: 4 },
  num_inference_steps: { type: 'integer', minimum: 1, maximum: 50 },
  guidance: { type: 'number', minimum: 0, maximum: 10 },
  image: TEXT,
  prompt_strength: { type: 'number', minimum: 0, maximum: 1 },
};

const LORA: Model['fields'] = { lora_weights: TEXT, lora_scale: SCALE };

/** Models of Replicate (contracts/vendors-b.md 5.2). What is no field of them is ignored. */
export const MODELS: Readonly<Record<string, Model>> = {
  'black-forest-labs/flux-dev-lora': {
    fields: { ...OPEN, ...LORA, extra_lora: TEXT, extra_lora_scale: SCALE },
    required: ['prompt'],
    output: 'list',
  },
  'black-forest-labs/flux-fill-dev': {
    fields: {
      ...OPEN,
      ...LORA,
      mask: TEXT,
      guidance: { type: 'number', minimum: 0, maximum: 100 },
    },
    required: ['prompt', 'image'],
    output: 'list',
  },
  'black-forest-labs/flux-1.1-pro': {
    fields: {
      ...COMMON,
      aspect_ratio: { type: 'string', enum: [...FLUX_RATIOS, 'custom'] },
      width: SIDE,
      height: SIDE,
    },
    required: ['prompt'],
    output: 'one',
  },
};

/** The one version here, of the first model. */
export const VERSION = '0a1b2c3d'.repeat(8);
export const OF_VERSION = 'black-forest-labs/flux-dev-lora';
