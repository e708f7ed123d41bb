import { startChat } from './chat/index.js';
import { startBfl } from './bfl/index.js';
import { startComfyui } from './comfyui/index.js';
import { startFal } from './fal/index.js';
import { startGradioSpace } from './gradio-space/index.js';
import { startHuggingFace } from './huggingface/index.js';
import { FAULTS, type Simulator } from './kit/index.js';
import { startOpenAiCompatible } from './openai-compatible/index.js';
import { startPixelDojo } from './pixeldojo/index.js';
import { startReplicate } from './replicate/index.js';
import { startRunware } from './runware/index.js';
import { startSdWebui } from './sd-webui/index.js';
import { startStability } from './stability/index.js';
import { startTogether } from './together/index.js';
import { startWaveSpeed } from './wavespeed/index.js';
import { startYouCom } from './you-com/index.js';

/** Every simulated vendor: its name, where it listens, and the lines of `.env` that point the bridge at it. */
const VENDORS: readonly {
  readonly name: string;
  readonly port: number;
  start(port: number): Promise<Simulator>;
  env(url: string): readonly string[];
}[] = [
  {
    name: 'AUTOMATIC1111',
    port: 17860,
    start: (port) => startSdWebui({ port }),
    env: (url) => ['SD_ENABLED=true', `SD_API_URL=${url}`],
  },
  {
    name: 'ComfyUI',
    port: 18188,
    start: (port) => startComfyui({ port }),
    env: (url) => [`COMFYUI_URL=${url}`],
  },
  {
    name: 'an OpenAI-compatible diffusion server',
    port: 18000,
    start: (port) => startOpenAiCompatible({ port, flavour: 'generic' }),
    env: (url) => [`OPENAI_COMPATIBLE_BASE_URL=${url}/v1`, 'OPENAI_COMPATIBLE_SERVER=diffusion'],
  },
  {
    name: 'OpenAI',
    port: 18001,
    start: (port) => startOpenAiCompatible({ port, flavour: 'openai' }),
    env: (url) => ['OPENAI_API_KEY=simulated', `OPENAI_BASE_URL=${url}/v1`],
  },
  {
    name: 'FastFusion',
    port: 18002,
    start: (port) => startOpenAiCompatible({ port, flavour: 'fastfusion' }),
    env: (url) => insteadOf(url, 'fastfusion'),
  },
  {
    name: 'LocalAI',
    port: 18003,
    start: (port) => startOpenAiCompatible({ port, flavour: 'localai' }),
    env: (url) => insteadOf(url, 'localai'),
  },
  {
    name: "stable-diffusion.cpp's server",
    port: 18004,
    start: (port) => startOpenAiCompatible({ port, flavour: 'sdcpp' }),
    env: (url) => insteadOf(url, 'sdcpp'),
  },
  {
    name: 'fal',
    port: 18010,
    start: (port) => startFal({ port }),
    env: (url) => ['FAL_API_KEY=simulated:key', `FAL_QUEUE_URL=${url}`],
  },
  {
    name: 'WaveSpeed',
    port: 18011,
    start: (port) => startWaveSpeed({ port }),
    env: (url) => ['WAVESPEED_API_KEY=simulated', `WAVESPEED_BASE_URL=${url}/api/v3`],
  },
  {
    name: 'Together',
    port: 18012,
    start: (port) => startTogether({ port }),
    env: (url) => ['TOGETHER_API_KEY=simulated', `TOGETHER_BASE_URL=${url}/v1`],
  },
  {
    name: 'Runware',
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
    port: 18014,
    start: (port) => startGradioSpace({ port }),
    env: (url) => [`HF_SPACE_NAME=${url}`],
  },
  {
    name: 'Hugging Face, its hub included',
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
    port: 18020,
    start: (port) => startChat({ port }),
    env: (url) => [`LLM_BASE_URL=${url}/v1`, 'LLM_MODEL=simulated-chat', `# MODERATION_URL=${url}/v1`],
  },
  {
    name: 'Pixel Dojo',
    port: 18016,
    start: (port) => startPixelDojo({ port }),
    env: (url) => ['PIXELDOJO_API_KEY=simulated', `PIXELDOJO_ENDPOINT=${url}/api/v1`],
  },
  {
    name: "You.com's agents",
    port: 18021,
    start: (port) => startYouCom({ port }),
    env: (url) => ['YOU_COM_API_KEY=simulated', `YOU_COM_BASE_URL=${url}/v1`],
  },
  {
    name: 'Replicate',
    port: 18017,
    start: (port) => startReplicate({ port }),
    env: (url) => ['REPLICATE_API_TOKEN=simulated', `REPLICATE_BASE_URL=${url}/v1`],
  },
  {
    name: 'Black Forest Labs',
    port: 18018,
    start: (port) => startBfl({ port }),
    env: (url) => ['BFL_API_KEY=simulated', `BFL_BASE_URL=${url}/v1`],
  },
  {
    name: 'Stability AI',
    port: 18019,
    start: (port) => startStability({ port }),
    env: (url) => ['STABILITY_API_KEY=simulated', `STABILITY_BASE_URL=${url}`],
  },
];

/** The bridge takes one such server from its `.env`, and more from `config/models.json`. */
function insteadOf(url: string, server: string): string[] {
  return [`# OPENAI_COMPATIBLE_BASE_URL=${url}/v1`, `# OPENAI_COMPATIBLE_SERVER=${server}`];
}

/** All of it may stand in a `.env`: what is no setting is a comment. */
async function main(): Promise<void> {
  console.log('# Vendors on loopback. Put these lines into the .env of the bridge and start it:');
  for (const vendor of VENDORS) {
    const { url } = await vendor.start(vendor.port);
    console.log(`\n# ${vendor.name}: ${url}`);
    vendor.env(url).forEach((line) => console.log(line));
  }
  const width = Math.max(...Object.keys(FAULTS).map((fault) => fault.length));
  const faults = Object.entries(FAULTS).map(([fault, does]) => `#   ${fault.padEnd(width)}  ${does}`);
  console.log(`
# The next order at one of them goes wrong:
#   curl -d '{"fault":"out_of_credit"}' http://127.0.0.1:18013/__simulator/fault
# "times":3 beside it lasts for three orders. The faults:
${faults.join('\n')}
# What one has seen and would bill (charges): curl http://127.0.0.1:18013/__simulator/state
# Forget faults and counts: curl -X POST http://127.0.0.1:18013/__simulator/reset
# Ctrl+C ends them all.`);
}

function reasonOf(error: unknown): string {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const message = error instanceof Error ? error.message : String(error);
  return isTaken ? `${message}: are the simulators running already?` : message;
}

main().catch((error: unknown) => {
  console.error(reasonOf(error));
  // Those that were started already would keep the process alive.
  process.exit(1);
});
