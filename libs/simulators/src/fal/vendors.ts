import { client, pythonClient } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startFal } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
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
];
