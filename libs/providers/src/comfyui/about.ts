import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'comfyui',
  what: 'ComfyUI with your own workflows: [comfyui.md](comfyui.md)',
  enabledBy: '`COMFYUI_URL`',
  loras: 'yes, files of the server',
  edits: 'as the workflows say',
  cost: 'free',
};
