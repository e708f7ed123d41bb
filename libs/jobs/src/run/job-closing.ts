import { type Attempt, BridgeError, chargeSentences, type JobError, totalCost } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable, Logger } from '@nestjs/common';
import { BridgeStopping } from './failures.js';
import { closed } from './interrupted.js';
import { DONE, type Ending, JobArchive } from '../records/job-archive.js';
import type { LiveJob } from './live-job.js';
import { LiveJobs } from './live-jobs.js';
import { PurchaseRisk } from './purchase-risk.js';

/** Ends jobs: the record is written before clients are notified. */
@Injectable()
export class JobClosing {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly settings: Settings,
    private readonly archive: JobArchive,
    private readonly live: LiveJobs,
    private readonly risk: PurchaseRisk,
  ) {}

  /**
   * The deadline of the waiting clients has passed. Work that is free to cancel is cancelled; paid work continues in
   * the background, where a repeat of the call finds it.
   */
  giveUp(live: LiveJob, reason: BridgeError): void {
    if (this.risk.stoppingIsFree(live.job.attempts)) {
      live.stop(reason);
    } else {
      this.tell(live, reason);
    }
  }

  /**
   * Ends a job that gave no picture. A job that was stopped ends for that reason, whatever broke on the way.
   * @returns true where an order of it is still under way: those who waited were told, and it is to be looked up again
   */
  async fail(live: LiveJob, error: unknown): Promise<boolean> {
    const reason: unknown = live.signal.aborted ? live.signal.reason : error;
    const failure = this.failureOf(live, reason);
    const finishedAt = Date.now();
    const attempts = closed(live.job.attempts, finishedAt, failure.message);
    const isStopping = reason instanceof BridgeStopping;
    if (isStopping && live.begun && this.risk.isResumable(attempts)) {
      this.leaveOpen(live, { error: this.withCharges(failure, attempts), attempts });
      return false;
    }
    if (reason instanceof BridgeError && !isStopping && this.goesOn(live, finishedAt)) {
      this.tell(live, reason);
      live.reopen(
        live.job.attempts.map((one) => (this.risk.isUnderWay(one, finishedAt) ? reopened(one) : one)),
      );
      return true;
    }
    await this.end(live, {
      state: failure.kind === 'cancelled' ? 'cancelled' : 'failed',
      attempts,
      results: [],
      degradations: [],
      cost: totalCost(attempts),
      error: this.withCharges(failure, attempts),
      finishedAt,
    });
    return false;
  }

  private goesOn(live: LiveJob, now: number): boolean {
    const isOrdered = live.begun && !live.isCancelled;
    return isOrdered && live.job.attempts.some((attempt) => this.risk.isUnderWay(attempt, now));
  }

  private tell(live: LiveJob, reason: BridgeError): void {
    const { kind, message, field } = reason;
    const attempts = closed(live.job.attempts, Date.now(), message);
    const failure = this.withCharges({ kind, message, field }, attempts);
    const more = 'The bridge goes on asking for the picture: the same call again gets it.';
    this.live.tell(live, { error: { ...failure, message: `${message} ${more}` }, attempts }, reason);
  }

  /** Adds what was charged without a result, unless the message already says so. */
  private withCharges(failure: JobError, attempts: readonly Attempt[]): JobError {
    if (attempts.length === 0) {
      return failure;
    }
    const charges = this.risk.chargesOf(failure.kind === 'cancelled' ? 'cancelled' : 'failed', attempts);
    const isSaid = failure.message.includes('may have charged');
    const sentences = chargeSentences(isSaid ? { ...charges, possible: [] } : charges);
    return { ...failure, billed: charges.billed, charges: sentences };
  }

  /** The bridge ends and the vendor works on: whoever waits is told, and the record stays open for the next start. */
  private leaveOpen(
    live: LiveJob,
    { error, attempts }: { error: JobError; attempts: readonly Attempt[] },
  ): void {
    const message = `${error.message} The next start fetches the picture.`;
    const reason = new BridgeError({ kind: error.kind, message });
    const told = { ...error, message };
    this.live.tell(live, { error: told, attempts }, reason);
    live.end({ state: 'failed', error: told, finishedAt: Date.now() });
    this.live.remove(live.job.id);
  }

  /**
   * When the record cannot be written the client still gets what was painted: the files are kept, the record is written
   * later, and a failure here would only make it pay again.
   */
  async end(live: LiveJob, ending: Ending): Promise<void> {
    try {
      await this.archive.finish(live.job, ending, live.begun);
    } catch (error) {
      this.log(`${live.job.id} ended as ${ending.state}, which could not be written down`, error);
    }
    live.end({ ...ending, ...(ending.state === 'succeeded' ? { progress: DONE } : {}) });
    this.live.remove(live.job.id);
  }

  /** Anything but a `BridgeError` is a bug of ours: it is logged and not shown to clients. */
  private failureOf(live: LiveJob, error: unknown): JobError {
    if (error instanceof BridgeError) {
      const { kind, message, field, retryAfterMs } = error;
      return { kind, message, field, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
    }
    this.log(`${live.job.id} failed`, error);
    const message = 'Something went wrong inside the bridge. Its log says more.';
    return { kind: 'internal', message, field: null };
  }

  private log(what: string, error: unknown): void {
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.logger.error(this.settings.redact(`${what}: ${details}`));
  }
}

/** State of the job before its deadline passed. */
function reopened(attempt: Attempt): Attempt {
  return { ...attempt, finishedAt: null, outcome: null, error: null };
}
