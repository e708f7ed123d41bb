import type { Dialect } from './dialects.js';
import { PNG_HEAD, pngChunk } from './png-bytes.js';
import type { Kind } from './wrong-values.js';

/** A small PNG, 64x64: grass under the sky. */
export const MEADOW =
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAMAAACdt4HsAAAABlBMVEV+yPJPnUpIZT5sAAAACXBIWXMAAAsTAAALEwEAmpwYAAAAJUlEQVRYw+3MMQ0AAAgDsOHfNAb28ZFWQBMAACjmSCAQCASvggVZTgYBMwUB3gAAAABJRU5ErkJggg==';

/** The same with a prompt written into it, as A1111 does. */
const TITLED = Buffer.concat([
  Buffer.from(MEADOW, 'base64').subarray(0, PNG_HEAD),
  pngChunk('tEXt', Buffer.from('parameters\0a fox\nSteps: 20, Seed: 1')),
  Buffer.from(MEADOW, 'base64').subarray(PNG_HEAD),
]).toString('base64');

/** A route that takes JSON and has to do with pictures. */
export interface ImageRoute {
  readonly path: string;
  readonly dialect: Dialect;
  /** A body that is taken. */
  readonly body: Readonly<Record<string, unknown>>;
  /** What it reads, each by the kind of value it has to be. */
  readonly fields: Readonly<Record<string, Kind>>;
  /** Fields it cannot do without. */
  readonly needs: readonly string[];
  /** A body in which one picture is replaced by this text, for each field that holds one. */
  readonly pictures: Readonly<Record<string, (picture: string) => Readonly<Record<string, unknown>>>>;
}

const OPENAI_FIELDS: Readonly<Record<string, Kind>> = {
  model: 'text',
  n: { whole: [1, 10] },
  size: 'size',
  quality: 'text',
  response_format: 'choice',
  output_format: 'choice',
  output_compression: { whole: [0, 100] },
  negative_prompt: 'text',
  seed: { whole: [-1, 4_294_967_295] },
  num_inference_steps: { whole: [1, 500] },
  guidance_scale: { real: [0, 100] },
  lora_settings: 'objects',
  fidelity: 'choice',
  routing: 'choice',
  stream: 'flag',
};

const GENERATION_FIELDS: Readonly<Record<string, Kind>> = {
  ...OPENAI_FIELDS,
  prompt: 'text',
  style: 'text',
  background: 'text',
  moderation: 'text',
  strength: 'real',
};

const A1111_FIELDS: Readonly<Record<string, Kind>> = {
  prompt: 'text',
  negative_prompt: 'text',
  styles: 'texts',
  seed: 'whole',
  sampler_name: 'text',
  scheduler: 'text',
  batch_size: { whole: [1, 32] },
  n_iter: { whole: [1, 100] },
  steps: { whole: [1, 1000] },
  cfg_scale: { real: [0, 1000] },
  width: { whole: [1, 16_384] },
  height: { whole: [1, 16_384] },
  restore_faces: 'flag',
  denoising_strength: 'real',
  override_settings: 'object',
  alwayson_scripts: 'object',
  script_args: 'list',
  send_images: 'flag',
  character_prompts: 'object',
  visible_characters: 'texts',
  fidelity: 'choice',
  routing: 'choice',
};

const EDIT = { prompt: 'a fox', image: MEADOW };
const START = { prompt: 'a fox', init_images: [MEADOW], width: 64, height: 64 };
const PICTURE = { image: 'text' } as const;

/** Every route that has to do with pictures and takes JSON. A new one is one entry. */
export const JSON_ROUTES: readonly ImageRoute[] = [
  {
    path: '/v1/images/generations',
    dialect: 'openai',
    body: { prompt: 'a fox', size: '64x64' },
    fields: GENERATION_FIELDS,
    needs: ['prompt'],
    pictures: {},
  },
  {
    path: '/v1/images/plan',
    dialect: 'openai',
    body: { prompt: 'a fox', size: '64x64' },
    fields: GENERATION_FIELDS,
    needs: ['prompt'],
    pictures: {},
  },
  {
    path: '/v1/images/quote',
    dialect: 'openai',
    body: { prompt: 'a fox', size: '64x64' },
    fields: GENERATION_FIELDS,
    needs: ['prompt'],
    pictures: {},
  },
  {
    path: '/v1/images/edits',
    dialect: 'openai',
    body: EDIT,
    fields: {
      ...OPENAI_FIELDS,
      prompt: 'text',
      strength: { real: [0, 1] },
      mask_mode: 'choice',
      input_fidelity: 'choice',
      image: 'picture',
      mask: 'picture',
    },
    needs: ['prompt', 'image'],
    pictures: {
      image: (url) => ({ prompt: 'a fox', images: [{ image_url: url }] }),
      mask: (url) => ({ ...EDIT, mask: { image_url: url } }),
    },
  },
  {
    path: '/v1/images/variations',
    dialect: 'openai',
    body: { image: MEADOW },
    fields: { ...OPENAI_FIELDS, prompt: 'text', strength: { real: [0, 1] }, image: 'picture' },
    needs: ['image'],
    pictures: { image: (image) => ({ image }) },
  },
  {
    path: '/v1/images/upscales',
    dialect: 'openai',
    body: { image: MEADOW },
    fields: {
      ...OPENAI_FIELDS,
      prompt: 'text',
      strength: { real: [0, 1] },
      scale: { real: [1, 8] },
      image: 'picture',
    },
    needs: ['image'],
    pictures: { image: (image) => ({ image }) },
  },
  {
    path: '/v1/loras/match',
    dialect: 'openai',
    body: { prompt: 'a fox' },
    fields: {
      prompt: 'text',
      negative_prompt: 'text',
      visible_characters: 'texts',
      character_prompts: 'object',
      lora_settings: 'objects',
    },
    needs: ['prompt'],
    pictures: {},
  },
  {
    path: '/sdapi/v1/txt2img',
    dialect: 'a1111',
    body: { prompt: 'a fox', width: 64, height: 64 },
    fields: { ...A1111_FIELDS, enable_hr: 'flag', hr_scale: 'real', hr_resize_x: { whole: [0, 16_384] } },
    needs: [],
    pictures: {},
  },
  {
    path: '/sdapi/v1/img2img',
    dialect: 'a1111',
    body: START,
    fields: {
      ...A1111_FIELDS,
      denoising_strength: { real: [0, 1] },
      init_images: 'texts',
      mask: 'text',
      resize_mode: { whole: [0, 3] },
      mask_blur: 'whole',
      include_init_images: 'flag',
    },
    needs: ['init_images'],
    pictures: {
      init_images: (picture) => ({ ...START, init_images: [picture] }),
      mask: (mask) => ({ ...START, mask }),
    },
  },
  {
    path: '/sdapi/v1/extra-single-image',
    dialect: 'a1111',
    body: { image: MEADOW },
    fields: {
      ...PICTURE,
      resize_mode: { whole: [0, 1] },
      upscaling_resize: { real: [0.05, 16] },
      upscaling_resize_w: { whole: [1, 16_384] },
      upscaling_crop: 'flag',
      upscaler_1: 'text',
    },
    needs: ['image'],
    pictures: { image: (image) => ({ image }) },
  },
  {
    path: '/sdapi/v1/png-info',
    dialect: 'a1111',
    body: { image: MEADOW },
    fields: PICTURE,
    needs: [],
    pictures: { image: (image) => ({ image }) },
  },
  {
    path: '/sdapi/v1/interrogate',
    dialect: 'a1111',
    body: { image: TITLED },
    fields: { ...PICTURE, model: 'text' },
    needs: ['image'],
    pictures: { image: (image) => ({ image }) },
  },
  {
    path: '/api/ai/generate-image',
    dialect: 'simple',
    body: { prompt: 'a fox', width: 256, height: 256 },
    fields: {
      prompt: 'text',
      width: { whole: [256, 2048] },
      height: { whole: [256, 2048] },
      steps: { whole: [10, 50] },
      cfgScale: { real: [1, 20] },
      negativePrompt: 'text',
      sampler: 'text',
      seed: { whole: [-1, 4_294_967_295] },
      routing: 'choice',
    },
    needs: ['prompt'],
    pictures: {},
  },
];
