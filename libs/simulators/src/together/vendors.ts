import { client, pythonClient } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startTogether } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
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
];
