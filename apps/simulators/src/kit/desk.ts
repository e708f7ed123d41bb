import { Counters } from './counters.js';
import { FaultQueue } from './faults.js';
import { Gate } from './gate.js';
import type { RecordedRequest } from './exchange.js';

/** How long a slow vendor takes where nobody releases it. */
const SLOW_MS = 3000;

/** Link-local address where clouds keep their credentials: nothing may ever be fetched from there. */
const PRIVATE_ADDRESS = 'http://169.254.169.254/latest/meta-data/';

/** What one simulated vendor shares between its requests. */
export class Desk {
  readonly faults = new FaultQueue();
  readonly counters = new Counters();
  readonly gate = new Gate();
  readonly requests: RecordedRequest[] = [];

  constructor(
    readonly slowMs: number = SLOW_MS,
    readonly privateAddress: string = PRIVATE_ADDRESS,
  ) {}

  reset(): void {
    this.faults.clear();
    this.counters.clear();
    this.gate.open();
    this.requests.length = 0;
  }
}
