import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'openai',
  what: "OpenAI's GPT image models, with partial images on the way",
  enabledBy: '`OPENAI_API_KEY`',
  loras: 'no',
  edits: 'img2img, inpainting, reference images',
  cost: 'from the price list',
};
