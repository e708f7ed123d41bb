import { setTimeout as wait } from 'node:timers/promises';
import { Counters } from './counters.js';
import { FaultQueue } from './faults.js';
import { Gate } from './gate.js';
import type { RecordedRequest } from './exchange.js';

/** How long a slow vendor takes where nobody releases it. */
const SLOW_MS = 3000;

/** Link-local address where clouds keep their credentials: nothing may ever be fetched from there. */
const PRIVATE_ADDRESS = 'http://169.254.169.254/latest/meta-data/';

/** How long things take besides the painting itself, in milliseconds; each is asked for anew every time. */
export interface DeskPace {
  /** From the arrival of a request until it is looked at. */
  onTheWayMs?(): number;
  /** Work on one order. */
  atWorkMs?(): number;
}

/** What one simulated vendor shares between its requests. */
export class Desk {
  readonly faults = new FaultQueue();
  readonly counters = new Counters();
  readonly gate = new Gate();
  readonly requests: RecordedRequest[] = [];
  /** Requests whose orders were worked on, so that a bill is sent. */
  readonly charged: RecordedRequest[] = [];

  constructor(
    readonly slowMs: number = SLOW_MS,
    readonly privateAddress: string = PRIVATE_ADDRESS,
    private readonly pace: DeskPace = {},
  ) {}

  async arrival(): Promise<void> {
    await pause(this.pace.onTheWayMs?.());
  }

  /** Sends a bill for the order and works on it. */
  async work(request: RecordedRequest): Promise<void> {
    this.charged.push(request);
    this.counters.charge();
    await pause(this.pace.atWorkMs?.());
  }

  reset(): void {
    this.faults.clear();
    this.counters.clear();
    this.gate.open();
    this.requests.length = 0;
    this.charged.length = 0;
  }
}

async function pause(ms = 0): Promise<void> {
  if (ms > 0) {
    await wait(ms);
  }
}
