import { Counters } from './counters.js';
import { FaultQueue } from './faults.js';
import { Gate } from './gate.js';
import type { RecordedRequest } from './exchange.js';

/** How long a slow vendor takes where nobody releases it. */
const SLOW_MS = 3000;

/** What one simulated vendor shares between its requests. */
export class Desk {
  readonly faults = new FaultQueue();
  readonly counters = new Counters();
  readonly gate = new Gate();
  readonly requests: RecordedRequest[] = [];

  constructor(readonly slowMs: number = SLOW_MS) {}

  reset(): void {
    this.faults.clear();
    this.counters.clear();
    this.gate.open();
    this.requests.length = 0;
  }
}
