import { nobody } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startWaveSpeed } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
  {
    name: 'WaveSpeed',
    judges: [nobody('it has no client of its own that works without its service')],
    port: 18011,
    start: (port) => startWaveSpeed({ port }),
    env: (url) => ['WAVESPEED_API_KEY=simulated', `WAVESPEED_BASE_URL=${url}/api/v3`],
  },
];
