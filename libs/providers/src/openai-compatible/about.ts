import type { ProviderAbout } from '../provider-about.js';

export const ABOUT: ProviderAbout = {
  id: 'openai-compatible',
  what: "a server with OpenAI's images API: FastFusion, LocalAI, stable-diffusion.cpp, SGLang, vLLM-Omni; more of them as `upstreams` in [models.json](models.md)",
  enabledBy: '`OPENAI_COMPATIBLE_BASE_URL`',
  loras: 'with FastFusion',
  edits: 'as the server says',
  cost: 'unknown',
};
