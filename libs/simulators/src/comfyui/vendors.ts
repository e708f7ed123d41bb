import { serverByHand } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startComfyui } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
  {
    name: 'ComfyUI',
    judges: [serverByHand('ComfyUI', '0.3.64')],
    port: 18188,
    start: (port) => startComfyui({ port }),
    env: (url) => [`COMFYUI_URL=${url}`],
  },
];
