import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'bfl',
  what: 'Black Forest Labs: FLUX.2 and FLUX.1',
  enabledBy: '`BFL_API_KEY`',
  loras: 'no',
  edits: 'inpainting, reference images',
  cost: 'reported by the vendor',
};
