import { MEADOW, MIDDLE } from '../../../openapi/index.js';

/** Complete request bodies for the documentation. */
export const TXT2IMG_EXAMPLES = {
  plain: { summary: 'A picture from text', value: { prompt: 'a red fox in the snow, watercolour' } },
  sillyTavern: {
    summary: 'A request of SillyTavern',
    value: {
      prompt: 'best quality, a red fox in the snow <lora:film-grain:0.6>',
      negative_prompt: 'lowres, bad anatomy',
      sampler_name: 'DPM++ 2M',
      scheduler: 'karras',
      steps: 20,
      cfg_scale: 7,
      width: 768,
      height: 512,
      override_settings: { CLIP_stop_at_last_layers: 1 },
    },
  },
};

export const IMG2IMG_EXAMPLES = {
  whole: {
    summary: 'Over a picture',
    value: {
      prompt: 'a red fox in a meadow',
      init_images: [MEADOW],
      denoising_strength: 0.7,
      width: 512,
      height: 512,
    },
  },
  masked: {
    summary: 'Over the white part of a mask',
    value: { prompt: 'a red fox', init_images: [MEADOW], mask: MIDDLE, width: 512, height: 512 },
  },
};

export const PICTURE_EXAMPLES = { meadow: { summary: 'A picture', value: { image: MEADOW } } };

export const EXTRAS_EXAMPLES = {
  larger: {
    summary: 'Four times as large',
    value: { image: MEADOW, upscaling_resize: 4, upscaler_1: 'Lanczos' },
  },
};

export const EXTRAS_BATCH_EXAMPLES = {
  larger: {
    summary: 'Two times as large',
    value: { imageList: [{ data: MEADOW, name: 'meadow.png' }], upscaler_1: 'Lanczos' },
  },
};
