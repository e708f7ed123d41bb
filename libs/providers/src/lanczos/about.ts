import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'lanczos',
  what: 'built in: resizes images without a model; the last link of the chain `upscale`',
  enabledBy: 'always on; it generates nothing',
  loras: 'no',
  edits: 'upscaling',
  cost: 'free',
};
