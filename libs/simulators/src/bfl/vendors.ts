import { nobody } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startBfl } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
  {
    name: 'Black Forest Labs',
    judges: [nobody('it has no client of its own')],
    port: 18018,
    start: (port) => startBfl({ port }),
    env: (url) => ['BFL_API_KEY=simulated', `BFL_BASE_URL=${url}/v1`],
  },
];
