import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'huggingface',
  what: 'Hugging Face Inference: FLUX.1-schnell and other hosted models',
  enabledBy: '`HUGGINGFACE_API_KEY`',
  loras: 'no',
  edits: 'img2img with models made for it',
  cost: 'unknown',
};
