import { randomUUID } from 'node:crypto';
import type { Desk } from './desk.js';
import type { Exchange, RecordedRequest, Reply } from './exchange.js';
import { Gate } from './gate.js';
import { type Fault, isRefusal, type Refusal } from './faults.js';
import { answerWith, endsBeforeWork, type Pace, type Voices } from './sale.js';
import { spoilt } from './spoilt.js';

/** One order for pictures at a vendor that works in the background. */
export interface QueuedOrder {
  /** Where the client names its orders; else the vendor does. */
  readonly id?: string;
  readonly size: { readonly width: number; readonly height: number };
  /** What the vendor finds wrong when it looks at the order closely; null when all is well. */
  readonly failure: Reply | null;
  paint(pace: Pace): Promise<readonly Buffer[]>;
  /** Told when the order has ended, well or not, and the vendor would say so. */
  ended?(): void;
}

export type JobState = 'queued' | 'running' | 'completed' | 'cancelled';

/** An order that was taken. `completed` says that it ended, not that it went well. */
export class QueuedJob<O extends QueuedOrder> {
  readonly id: string;
  state: JobState = 'queued';
  failure: Reply | null = null;
  pictures: readonly Buffer[] = [];
  isDelivered = false;
  private readonly rests = new Gate();
  private isResting = false;

  constructor(
    readonly order: O,
    readonly fault: Fault | null,
    readonly request: RecordedRequest,
  ) {
    this.id = order.id ?? randomUUID();
  }

  /** Resolves at its end, or at once while it is held half-way. */
  async settled(): Promise<void> {
    if (!this.isResting) {
      await this.rests.pass(null);
    }
  }

  rest(): void {
    this.isResting = true;
    this.rests.open();
  }

  /** Goes on after a rest. */
  resume(): void {
    this.isResting = false;
  }
}

/** How a vendor's queue behaves. */
export interface QueueHabits {
  readonly voices: Voices;
  /** Orders it works on at once. */
  readonly concurrency: number;
  /** What it refuses only after it took the order. */
  readonly late: ReadonlySet<Refusal>;
  /** What an order ends as that breaks while the vendor works on it. */
  readonly broken: Reply;
  /** Whether it also stops what it works on. */
  readonly stopsWork?: boolean;
  /** What it takes an order with; 200 unless given. */
  readonly tookStatus?: number;
}

/** The orders of a vendor that works in the background. */
export class JobQueue<O extends QueuedOrder> {
  private readonly jobs = new Map<string, QueuedJob<O>>();

  constructor(
    private readonly desk: Desk,
    private readonly habits: QueueHabits,
  ) {}

  /**
   * Takes an order, or says no, or goes wrong as was ordered. `answer` is what the vendor says of an order it took,
   * `voices` how it refuses this order where its words name the order.
   */
  async take(
    exchange: Exchange,
    check: () => Promise<O | Reply>,
    answer: (job: QueuedJob<O>) => unknown,
    voices: Voices = this.habits.voices,
  ): Promise<void> {
    this.desk.counters.submissions += 1;
    const fault = this.desk.faults.take();
    const refusal = isRefusal(fault) ? fault : null;
    if (refusal !== null && !this.habits.late.has(refusal)) {
      exchange.reply(refusalIn(voices, refusal));
      return;
    }
    if (endsBeforeWork(this.desk, fault, exchange)) {
      return;
    }
    const order = await check();
    if ('status' in order) {
      exchange.reply(order);
      return;
    }
    const job = this.enter(order, fault, exchange.request);
    this.startNext();
    await this.acknowledge(exchange, job, answer(job));
  }

  /** null for an order that nobody placed, or that was lost. */
  find(id: string): QueuedJob<O> | null {
    const job = this.jobs.get(id);
    return job === undefined || job.fault === 'job_lost' ? null : job;
  }

  /** Orders that wait before this one. */
  placeOf(job: QueuedJob<O>): number {
    return this.in('queued').indexOf(job);
  }

  /** @returns false where it is too late */
  cancel(job: QueuedJob<O>): boolean {
    const isStoppable = job.state === 'queued' || (job.state === 'running' && this.habits.stopsWork === true);
    if (isStoppable) {
      job.state = 'cancelled';
      this.desk.counters.cancellations += 1;
      this.startNext();
    }
    return isStoppable;
  }

  /** Counts a picture answer that left, once for each order. */
  async handedOver(job: QueuedJob<O>, exchange: Exchange): Promise<void> {
    if ((await exchange.left()) && !job.isDelivered && job.failure === null) {
      job.isDelivered = true;
      this.desk.counters.deliveries += 1;
    }
  }

  private enter(order: O, fault: Fault | null, request: RecordedRequest): QueuedJob<O> {
    const job = new QueuedJob(order, fault, request);
    job.failure = isRefusal(fault) ? refusalIn(this.habits.voices, fault) : order.failure;
    job.failure ??= fault === 'job_failed' ? this.habits.broken : null;
    this.jobs.set(job.id, job);
    return job;
  }

  /** The orders in one state, oldest first; lost ones too. */
  in(state: JobState): QueuedJob<O>[] {
    return [...this.jobs.values()].filter((job) => job.state === state);
  }

  private startNext(): void {
    const [next] = this.in('queued');
    if (next !== undefined && this.in('running').length < this.habits.concurrency) {
      next.state = 'running';
      void this.work(next);
      this.startNext();
    }
  }

  private async work(job: QueuedJob<O>): Promise<void> {
    try {
      job.pictures = job.failure === null ? await this.painted(job) : [];
    } catch {
      job.failure = this.habits.broken;
    }
    if (job.state === 'running') {
      job.state = 'completed';
    }
    job.rest();
    job.order.ended?.();
    this.startNext();
  }

  private async painted(job: QueuedJob<O>): Promise<readonly Buffer[]> {
    const pictures = await job.order.paint({
      halfWay: async () => {
        await this.desk.work(job.request);
        if (job.fault === 'slow') {
          job.rest();
          await this.desk.gate.pass(this.desk.slowMs);
          job.resume();
        }
      },
    });
    return spoilt(pictures, {
      fault: job.fault,
      size: job.order.size,
      privateAddress: this.desk.privateAddress,
    });
  }

  private async acknowledge(exchange: Exchange, job: QueuedJob<O>, answer: unknown): Promise<void> {
    const bytes = answerWith(job.fault, answer);
    switch (job.fault) {
      case 'hang_after_accept':
        return;
      case 'drop_after_accept':
        exchange.drop();
        return;
      case 'break_off':
        exchange.breakOff(bytes);
        return;
      default:
        exchange.bytes(this.habits.tookStatus ?? 200, 'application/json', bytes);
    }
  }
}

function refusalIn(voices: Voices, refusal: Refusal): Reply {
  return voices[refusal] ?? { status: 500, body: { detail: `this vendor has no ${refusal}` } };
}
