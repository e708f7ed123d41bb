import { nobody } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startYouCom } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
  {
    name: "You.com's agents",
    judges: [nobody('it has no client of its own')],
    port: 18021,
    start: (port) => startYouCom({ port }),
    env: (url) => ['YOU_COM_API_KEY=simulated', `YOU_COM_BASE_URL=${url}/v1`],
  },
];
