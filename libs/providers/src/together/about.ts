import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'together',
  what: 'Together AI: FLUX.2',
  enabledBy: '`TOGETHER_API_KEY`',
  loras: '2',
  edits: 'reference images',
  cost: 'from the price list',
};
