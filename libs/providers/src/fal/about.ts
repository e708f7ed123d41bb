import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'fal',
  what: 'fal.ai: FLUX',
  enabledBy: '`FAL_API_KEY`',
  loras: '3',
  edits: 'img2img, inpainting, reference images, upscaling',
  cost: 'from the price list',
};
