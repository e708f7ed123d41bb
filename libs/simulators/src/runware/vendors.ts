import { clientByHand, pythonClient } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startRunware } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
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
];
