import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'sd-webui',
  what: 'AUTOMATIC1111, Forge or SD.Next, started with `--api`',
  enabledBy: '`SD_ENABLED=true`',
  loras: 'yes, files of the server',
  edits: 'img2img, inpainting, upscaling',
  cost: 'free',
};
