import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'sandbox',
  what: 'built in: draws vector art, the same image for the same request and seed',
  enabledBy: 'on if nothing else is configured, or as the model `sandbox`',
  loras: 'yes, as styles',
  edits: 'img2img, inpainting',
  cost: 'free',
};
