import { client, clientByHand, server, serverByHand } from '../judges.js';
import type { SimulatedVendor } from '../simulated-vendor.js';
import { startGradioSpace } from './index.js';

export const VENDORS: readonly SimulatedVendor[] = [
  {
    name: 'a Space of Hugging Face',
    judges: [
      client('@gradio/client', 'gradio-space/gradio-space.simulator.spec.ts'),
      server('Gradio', 'test_gradio.py'),
      serverByHand('Gradio', '6.31.0, 5.50.0 and 4.44.1'),
      clientByHand('gradio_client (Python)', '2.7.2'),
    ],
    port: 18014,
    start: (port) => startGradioSpace({ port }),
    env: (url) => [`HF_SPACE_NAME=${url}`],
  },
];
