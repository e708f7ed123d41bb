import type { Desk } from './desk.js';
import { bearerIn, type Exchange, type Reply } from './exchange.js';
import { JobQueue, type QueuedJob, type QueuedOrder, type QueueHabits } from './job-queue.js';
import { PictureShelf } from './picture-shelf.js';
import type { Voices } from './sale.js';
import type { SimulatorOptions, Vendor } from './simulator.js';

/** Options of every vendor that works in the background. */
export interface QueueVendorOptions extends SimulatorOptions {
  /** The only key it accepts; any key unless given. */
  readonly apiKey?: string;
  /** Orders it processes at the same time. */
  readonly concurrency?: number;
}

/** What distinguishes one such vendor from the others. `concurrency` applies unless the options name another. */
export interface QueueVendorRules extends QueueHabits {
  /** Path of its finished pictures, with a slash at both ends. */
  readonly pictures: string;
  /** Its answer to a request without a valid key. */
  readonly wrongKey: Reply;
}

/**
 * A vendor that takes orders, processes them in the background and hands out addresses of pictures. Subclasses
 * implement its API on top of the queue.
 */
export abstract class QueueVendor<
  O extends QueuedOrder,
  P extends QueueVendorOptions = QueueVendorOptions,
> implements Vendor {
  readonly voices: Voices;
  protected readonly queue: JobQueue<O>;
  protected readonly shelf: PictureShelf;
  private readonly wrongKey: Reply;

  constructor(
    protected readonly desk: Desk,
    protected readonly origin: string,
    protected readonly options: P,
    { pictures, wrongKey, ...habits }: QueueVendorRules,
  ) {
    this.voices = habits.voices;
    this.wrongKey = wrongKey;
    this.shelf = new PictureShelf(origin, pictures);
    this.queue = new JobQueue(desk, { ...habits, concurrency: options.concurrency ?? habits.concurrency });
  }

  async handle(exchange: Exchange): Promise<void> {
    if (this.shelf.serve(exchange)) {
      return;
    }
    const refusal = this.refusalOf(exchange);
    if (refusal === null) {
      await this.answer(exchange);
    } else {
      exchange.reply(refusal);
    }
  }

  /** Answers a request that is not for a picture and has a valid key. */
  protected abstract answer(exchange: Exchange): Promise<void>;

  /** What is wrong with the key of a request; null if nothing. */
  protected refusalOf(exchange: Exchange): Reply | null {
    return this.isValid(this.keyIn(exchange)) ? null : this.wrongKey;
  }

  protected keyIn({ request }: Exchange): string | undefined {
    return bearerIn(request);
  }

  protected isValid(key: string | undefined): boolean {
    return key !== undefined && (this.options.apiKey === undefined || key === this.options.apiKey);
  }

  /** Answers a question about an order: waits until it has ended or is held, and counts what was delivered. */
  protected async report(
    job: QueuedJob<O>,
    exchange: Exchange,
    bodyOf: (job: QueuedJob<O>) => unknown,
  ): Promise<void> {
    if (job.state === 'running') {
      await job.settled();
    }
    exchange.reply({ status: 200, body: bodyOf(job) });
    if (job.state === 'completed') {
      await this.queue.handedOver(job, exchange);
    }
  }
}
