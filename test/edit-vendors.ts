import { join } from 'node:path';
import {
  type Fault,
  type Simulator,
  startBfl,
  startComfyui,
  startFal,
  startGemini,
  startGradioSpace,
  startHuggingFace,
  startOpenAiCompatible,
  startReplicate,
  startRunware,
  startSdWebui,
  startStability,
  startTogether,
  startWaveSpeed,
} from '@fusionbridge/simulators';

/** A vendor that edits pictures, and how the bridge is pointed at it. */
export interface EditVendor {
  readonly provider: string;
  /** A model that edits without a mask; none where the vendor has no such. */
  readonly edits?: string;
  /** A model that repaints under a mask. */
  readonly masked?: string;
  /** A failure after which another may try. */
  readonly refusal: Fault;
  start(): Promise<Simulator>;
  env(url: string): Readonly<Record<string, string>>;
}

const KEY = 'simulated:key';
const WORKFLOWS = join(import.meta.dirname, '../config/workflows');

/** A Space whose one function starts from a picture. */
const PAINT_OVER = JSON.stringify({
  prompt: '{prompt}',
  image: '{image}',
  strength: '{strength|0.75}',
  seed: '{seed}',
  width: '{width}',
  height: '{height}',
});

/** Every adapter that claims `image`, `reference`, `inpaint` or `fill`; the sandbox has no vendor behind it. */
export const EDIT_VENDORS: readonly EditVendor[] = [
  {
    provider: 'sd-webui',
    edits: '',
    masked: '',
    refusal: 'invalid_request',
    start: () => startSdWebui(),
    env: (url) => ({ SD_ENABLED: 'true', SD_API_URL: url }),
  },
  {
    provider: 'comfyui',
    edits: 'sdxl',
    masked: 'sdxl',
    refusal: 'invalid_request',
    start: () => startComfyui(),
    env: (url) => ({ COMFYUI_URL: url, COMFYUI_WORKFLOWS: WORKFLOWS }),
  },
  {
    provider: 'openai',
    edits: 'gpt-image-1.5',
    masked: 'gpt-image-1.5',
    refusal: 'unauthorized',
    start: () => startOpenAiCompatible({ flavour: 'openai', apiKey: KEY }),
    env: (url) => ({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: `${url}/v1` }),
  },
  {
    provider: 'openai-compatible',
    edits: '',
    masked: '',
    refusal: 'invalid_request',
    start: () => startOpenAiCompatible({ flavour: 'fastfusion' }),
    env: (url) => ({ OPENAI_COMPATIBLE_BASE_URL: `${url}/v1`, OPENAI_COMPATIBLE_SERVER: 'fastfusion' }),
  },
  {
    provider: 'fal',
    edits: '',
    masked: '',
    refusal: 'unauthorized',
    start: () => startFal({ apiKey: KEY }),
    env: (url) => ({ FAL_API_KEY: KEY, FAL_QUEUE_URL: url }),
  },
  {
    provider: 'wavespeed',
    edits: 'wavespeed-ai/flux-kontext-dev',
    masked: '',
    refusal: 'unauthorized',
    start: () => startWaveSpeed({ apiKey: KEY }),
    env: (url) => ({ WAVESPEED_API_KEY: KEY, WAVESPEED_BASE_URL: `${url}/api/v3` }),
  },
  {
    provider: 'runware',
    edits: '',
    masked: '',
    refusal: 'unauthorized',
    start: () => startRunware({ apiKey: KEY }),
    env: (url) => ({ RUNWARE_API_KEY: KEY, RUNWARE_ENDPOINT: `${url}/v1` }),
  },
  {
    provider: 'together',
    edits: 'black-forest-labs/FLUX.1-kontext-pro',
    refusal: 'unauthorized',
    start: () => startTogether({ apiKey: KEY }),
    env: (url) => ({ TOGETHER_API_KEY: KEY, TOGETHER_BASE_URL: `${url}/v1` }),
  },
  {
    provider: 'bfl',
    edits: 'flux-kontext-pro',
    masked: 'flux-pro-1.0-fill',
    refusal: 'unauthorized',
    start: () => startBfl({ apiKey: KEY }),
    env: (url) => ({ BFL_API_KEY: KEY, BFL_BASE_URL: `${url}/v1` }),
  },
  {
    provider: 'replicate',
    edits: '',
    masked: 'black-forest-labs/flux-fill-dev',
    refusal: 'unauthorized',
    start: () => startReplicate({ apiKey: KEY }),
    env: (url) => ({ REPLICATE_API_TOKEN: KEY, REPLICATE_BASE_URL: `${url}/v1` }),
  },
  {
    provider: 'stability',
    edits: '',
    masked: '',
    refusal: 'unauthorized',
    start: () => startStability({ apiKey: KEY }),
    env: (url) => ({ STABILITY_API_KEY: KEY, STABILITY_BASE_URL: url }),
  },
  {
    provider: 'gemini',
    edits: '',
    refusal: 'unauthorized',
    start: () => startGemini({ apiKey: KEY }),
    env: (url) => ({ GEMINI_API_KEY: KEY, GEMINI_BASE_URL: url }),
  },
  {
    provider: 'huggingface',
    edits: 'black-forest-labs/FLUX.1-Kontext-dev',
    refusal: 'unauthorized',
    start: () => startHuggingFace({ apiKey: KEY }),
    env: (url) => ({ HUGGINGFACE_API_KEY: KEY, HF_INFERENCE_URL: `${url}/hf-inference`, HF_ENDPOINT: url }),
  },
  {
    provider: 'huggingface-space',
    edits: '',
    refusal: 'server_error',
    start: () => startGradioSpace(),
    env: (url) => ({ HF_SPACE_NAME: url, HF_SPACE_ENDPOINT: '/paint_over', HF_SPACE_PARAMETERS: PAINT_OVER }),
  },
];
