import { client, nobody, serverByHand } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startOpenAiCompatible } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
  {
    name: 'an OpenAI-compatible diffusion server',
    judges: [nobody('SGLang and vLLM-Omni need a GPU; written from their source')],
    port: 18000,
    start: (port) => startOpenAiCompatible({ port, flavour: 'generic' }),
    env: (url) => [`OPENAI_COMPATIBLE_BASE_URL=${url}/v1`, 'OPENAI_COMPATIBLE_SERVER=diffusion'],
  },
  {
    name: 'OpenAI',
    judges: [client('openai', 'openai-compatible/openai.judge.spec.ts')],
    port: 18001,
    start: (port) => startOpenAiCompatible({ port, flavour: 'openai' }),
    env: (url) => ['OPENAI_API_KEY=simulated', `OPENAI_BASE_URL=${url}/v1`],
  },
  {
    name: 'FastFusion',
    judges: [serverByHand('FastFusion', 'f37983d')],
    port: 18002,
    start: (port) => startOpenAiCompatible({ port, flavour: 'fastfusion' }),
    env: (url) => insteadOf(url, 'fastfusion'),
  },
  {
    name: 'LocalAI',
    judges: [nobody('written from its source')],
    port: 18003,
    start: (port) => startOpenAiCompatible({ port, flavour: 'localai' }),
    env: (url) => insteadOf(url, 'localai'),
  },
  {
    name: "stable-diffusion.cpp's server",
    judges: [nobody('written from its source, 97d2990')],
    port: 18004,
    start: (port) => startOpenAiCompatible({ port, flavour: 'sdcpp' }),
    env: (url) => insteadOf(url, 'sdcpp'),
  },
];

/** The bridge takes one such server from its `.env`, and more from `config/models.json`. */
function insteadOf(url: string, kind: string): string[] {
  return [`# OPENAI_COMPATIBLE_BASE_URL=${url}/v1`, `# OPENAI_COMPATIBLE_SERVER=${kind}`];
}
