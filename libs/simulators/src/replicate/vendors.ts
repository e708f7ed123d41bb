import { client, pythonClient } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startReplicate } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
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
];
