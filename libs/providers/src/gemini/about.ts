import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'gemini',
  what: 'Google Gemini: Nano Banana image models',
  enabledBy: '`GEMINI_API_KEY`',
  loras: 'no',
  edits: 'reference images',
  cost: 'from the price list',
};
