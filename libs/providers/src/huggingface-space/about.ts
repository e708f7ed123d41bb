import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'huggingface-space',
  what: 'a Gradio Space, ZeroGPU included, or any other Gradio app',
  enabledBy: '`HF_SPACE_NAME`',
  loras: '10, if the app takes them',
  edits: 'img2img, if the app has it',
  cost: 'free',
};
