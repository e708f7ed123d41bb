import { startChat } from './chat/index.js';
import { startBfl } from './bfl/index.js';
import { startComfyui } from './comfyui/index.js';
import { startFal } from './fal/index.js';
import { startGemini } from './gemini/index.js';
import { startGradioSpace } from './gradio-space/index.js';
import { startHuggingFace } from './huggingface/index.js';
import { startOpenAiCompatible } from './openai-compatible/index.js';
import { startPixelDojo } from './pixeldojo/index.js';
import { startReplicate } from './replicate/index.js';
import { startRunware } from './runware/index.js';
import { startSdWebui } from './sd-webui/index.js';
import { startStability } from './stability/index.js';
import { startTogether } from './together/index.js';
import { startWaveSpeed } from './wavespeed/index.js';
import { startYouCom } from './you-com/index.js';
import { client, clientByHand, type Judge, nobody, pythonClient, server, serverByHand } from './judges.js';
import type { Simulator } from './kit/index.js';

/** One vendor that can be simulated. */
export interface SimulatedVendor {
  readonly name: string;
  /** Who, besides us, has found that it behaves as the real one. */
  readonly judges: readonly Judge[];
  readonly port: number;
  start(port: number): Promise<Simulator>;
  env(url: string): readonly string[];
}

/** Every simulated vendor: its name, its judges, where it listens, and the lines of `.env` that point the bridge at it. */
export const VENDORS: readonly SimulatedVendor[] = [
  {
    name: 'AUTOMATIC1111',
    judges: [nobody('a real one needs a GPU and its weights; written from its source')],
    port: 17860,
    start: (port) => startSdWebui({ port }),
    env: (url) => ['SD_ENABLED=true', `SD_API_URL=${url}`],
  },
  {
    name: 'ComfyUI',
    judges: [serverByHand('ComfyUI', '0.3.64')],
    port: 18188,
    start: (port) => startComfyui({ port }),
    env: (url) => [`COMFYUI_URL=${url}`],
  },
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
  {
    name: 'fal',
    judges: [
      client('@fal-ai/client', 'fal/fal.judge.spec.ts'),
      pythonClient('fal-client', 'sdks/test_fal.py'),
    ],
    port: 18010,
    start: (port) => startFal({ port }),
    env: (url) => ['FAL_API_KEY=simulated:key', `FAL_QUEUE_URL=${url}`],
  },
  {
    name: 'WaveSpeed',
    judges: [nobody('it has no client of its own that works without its service')],
    port: 18011,
    start: (port) => startWaveSpeed({ port }),
    env: (url) => ['WAVESPEED_API_KEY=simulated', `WAVESPEED_BASE_URL=${url}/api/v3`],
  },
  {
    name: 'Together',
    judges: [
      client('together-ai', 'together/together.judge.spec.ts'),
      pythonClient('together', 'sdks/test_together.py'),
    ],
    port: 18012,
    start: (port) => startTogether({ port }),
    env: (url) => ['TOGETHER_API_KEY=simulated', `TOGETHER_BASE_URL=${url}/v1`],
  },
  {
    name: 'Runware',
    judges: [clientByHand('@runware/sdk-js', '1.3.2'), pythonClient('runware', 'sdks/test_runware.py')],
    port: 18013,
    start: (port) => startRunware({ port }),
    env: (url) => [
      'RUNWARE_API_KEY=simulated',
      `RUNWARE_ENDPOINT=${url}/v1`,
      'RUNWARE_AIR_SOURCE=fusionbridge',
    ],
  },
  {
    name: 'a Space of Hugging Face',
    judges: [
      client('@gradio/client', 'gradio-space/gradio-space.simulator.spec.ts'),
      server('Gradio', 'test_gradio.py'),
      serverByHand('Gradio', '6.31.0, 5.50.0 and 4.44.1'),
      clientByHand('gradio_client (Python)', '2.7.2'),
    ],
    port: 18014,
    start: (port) => startGradioSpace({ port }),
    env: (url) => [`HF_SPACE_NAME=${url}`],
  },
  {
    name: 'Hugging Face, its hub included',
    judges: [
      client('@huggingface/inference', 'huggingface/huggingface.judge.spec.ts'),
      pythonClient('huggingface_hub', 'sdks/test_huggingface.py'),
    ],
    port: 18015,
    start: (port) => startHuggingFace({ port }),
    env: (url) => [
      'HUGGINGFACE_API_KEY=simulated',
      `HF_INFERENCE_URL=${url}/hf-inference`,
      `HF_ENDPOINT=${url}`,
    ],
  },
  {
    name: 'a language model, and moderation',
    judges: [nobody('written from the documentation of OpenAI')],
    port: 18020,
    start: (port) => startChat({ port }),
    env: (url) => [`LLM_BASE_URL=${url}/v1`, 'LLM_MODEL=simulated-chat', `# MODERATION_URL=${url}/v1`],
  },
  {
    name: 'Pixel Dojo',
    judges: [nobody('it has no client of its own')],
    port: 18016,
    start: (port) => startPixelDojo({ port }),
    env: (url) => ['PIXELDOJO_API_KEY=simulated', `PIXELDOJO_ENDPOINT=${url}/api/v1`],
  },
  {
    name: "You.com's agents",
    judges: [nobody('it has no client of its own')],
    port: 18021,
    start: (port) => startYouCom({ port }),
    env: (url) => ['YOU_COM_API_KEY=simulated', `YOU_COM_BASE_URL=${url}/v1`],
  },
  {
    name: 'Replicate',
    judges: [
      client('replicate', 'replicate/replicate.judge.spec.ts'),
      pythonClient('replicate', 'sdks/test_replicate.py'),
    ],
    port: 18017,
    start: (port) => startReplicate({ port }),
    env: (url) => ['REPLICATE_API_TOKEN=simulated', `REPLICATE_BASE_URL=${url}/v1`],
  },
  {
    name: 'Black Forest Labs',
    judges: [nobody('it has no client of its own')],
    port: 18018,
    start: (port) => startBfl({ port }),
    env: (url) => ['BFL_API_KEY=simulated', `BFL_BASE_URL=${url}/v1`],
  },
  {
    name: 'Stability AI',
    judges: [nobody('it has no client of its own for this API')],
    port: 18019,
    start: (port) => startStability({ port }),
    env: (url) => ['STABILITY_API_KEY=simulated', `STABILITY_BASE_URL=${url}`],
  },
  {
    name: 'Google Gemini',
    judges: [
      client('@google/genai', 'gemini/gemini.judge.spec.ts'),
      pythonClient('google-genai', 'sdks/test_gemini.py'),
    ],
    port: 18022,
    start: (port) => startGemini({ port }),
    env: (url) => ['GEMINI_API_KEY=simulated', `GEMINI_BASE_URL=${url}`],
  },
];

/** The bridge takes one such server from its `.env`, and more from `config/models.json`. */
function insteadOf(url: string, kind: string): string[] {
  return [`# OPENAI_COMPATIBLE_BASE_URL=${url}/v1`, `# OPENAI_COMPATIBLE_SERVER=${kind}`];
}
