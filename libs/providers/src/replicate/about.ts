import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'replicate',
  what: 'Replicate: FLUX; any other model by its version',
  enabledBy: '`REPLICATE_API_TOKEN`',
  loras: '2',
  edits: 'img2img, inpainting',
  cost: 'from the price list',
};
