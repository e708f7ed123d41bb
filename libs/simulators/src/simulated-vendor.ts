import type { Judge } from './judges.js';
import type { Simulator } from './kit/index.js';

/** One vendor that can be simulated. */
export interface SimulatedVendor {
  readonly name: string;
  /** Who, besides us, has found that it behaves as the real one. */
  readonly judges: readonly Judge[];
  /** Where `npm run simulators` starts it. */
  readonly port: number;
  start(port: number): Promise<Simulator>;
  /** The lines of `.env` that point the bridge at it. */
  env(url: string): readonly string[];
}
