import type { Field } from '../kit/index.js';

export interface Endpoint {
  readonly fields: Readonly<Record<string, Field>>;
  /** Files it takes. */
  readonly files: readonly string[];
}

const TEXT: Field = { type: 'string' };
const COMMON: Endpoint['fields'] = {
  prompt: TEXT,
  negative_prompt: TEXT,
  seed: { type: 'integer', minimum: 0, maximum: 2 ** 32 - 2 },
  output_format: { type: 'string', enum: ['png', 'jpeg', 'webp'] },
};
const SHAPED: Endpoint['fields'] = {
  ...COMMON,
  aspect_ratio: {
    type: 'string',
    enum: ['16:9', '1:1', '21:9', '2:3', '3:2', '4:5', '5:4', '9:16', '9:21'],
  },
};
const STRENGTH: Field = { type: 'number', minimum: 0, maximum: 1 };

/** Endpoints below `/v2beta/stable-image/` (contracts/vendors-b.md 10). */
export const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  'generate/core': { fields: { ...SHAPED, style_preset: TEXT }, files: [] },
  'generate/ultra': { fields: { ...SHAPED, strength: STRENGTH }, files: ['image'] },
  'generate/sd3': {
    fields: {
      ...SHAPED,
      strength: STRENGTH,
      mode: { type: 'string', enum: ['text-to-image', 'image-to-image'] },
      model: { type: 'string', enum: ['sd3.5-large', 'sd3.5-large-turbo', 'sd3.5-medium'] },
      cfg_scale: { type: 'number', minimum: 1, maximum: 10 },
    },
    files: ['image'],
  },
  'edit/inpaint': {
    fields: { ...COMMON, grow_mask: { type: 'integer', minimum: 0, maximum: 20 } },
    files: ['image', 'mask'],
  },
};
