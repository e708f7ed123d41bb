import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'wavespeed',
  what: 'WaveSpeed: FLUX',
  enabledBy: '`WAVESPEED_API_KEY`',
  loras: '4',
  edits: 'img2img, inpainting, reference images',
  cost: 'from the price list',
};
