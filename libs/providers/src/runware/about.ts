import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'runware',
  what: 'Runware: FLUX, with LoRAs by AIR id or URL',
  enabledBy: '`RUNWARE_API_KEY`',
  loras: '12',
  edits: 'img2img, inpainting, reference images, upscaling',
  cost: 'reported by the vendor',
};
