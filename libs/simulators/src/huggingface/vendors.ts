import { client, pythonClient } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startHuggingFace } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
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
];
