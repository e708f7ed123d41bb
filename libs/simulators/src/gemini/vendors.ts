import { client, pythonClient } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startGemini } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
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
