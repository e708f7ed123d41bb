import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'stability',
  what: 'Stability AI: Stable Diffusion 3.5, Core and Ultra',
  enabledBy: '`STABILITY_API_KEY`',
  loras: 'no',
  edits: 'img2img, inpainting',
  cost: 'from the price list',
};
