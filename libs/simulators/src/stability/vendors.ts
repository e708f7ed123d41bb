import { nobody } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startStability } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
  {
    name: 'Stability AI',
    judges: [nobody('it has no client of its own for this API')],
    port: 18019,
    start: (port) => startStability({ port }),
    env: (url) => ['STABILITY_API_KEY=simulated', `STABILITY_BASE_URL=${url}`],
  },
];
