import { nobody } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startChat } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
  {
    name: 'a language model, and moderation',
    judges: [nobody('written from the documentation of OpenAI')],
    port: 18020,
    start: (port) => startChat({ port }),
    env: (url) => [`LLM_BASE_URL=${url}/v1`, 'LLM_MODEL=simulated-chat', `# MODERATION_URL=${url}/v1`],
  },
];
