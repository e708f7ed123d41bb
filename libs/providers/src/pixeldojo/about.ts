import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'pixeldojo',
  what: 'Pixel Dojo: FLUX and its other models',
  enabledBy: '`PIXELDOJO_API_KEY`',
  loras: '1',
  edits: 'no',
  cost: 'from the price list',
};
