import { nobody } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startPixelDojo } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
  {
    name: 'Pixel Dojo',
    judges: [nobody('it has no client of its own')],
    port: 18016,
    start: (port) => startPixelDojo({ port }),
    env: (url) => ['PIXELDOJO_API_KEY=simulated', `PIXELDOJO_ENDPOINT=${url}/api/v1`],
  },
];
