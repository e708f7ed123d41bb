import { nobody } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startSdWebui } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
  {
    name: 'AUTOMATIC1111',
    judges: [nobody('a real one needs a GPU and its weights; written from its source')],
    port: 17860,
    start: (port) => startSdWebui({ port }),
    env: (url) => ['SD_ENABLED=true', `SD_API_URL=${url}`],
  },
];
