import { type Attempt, BridgeError, chargeSentences, type JobError, totalCost } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable, Logger } from '@nestjs/common';
import { BridgeStopping } from './failures.js';
import { closed } from './interrupted.js';
import { DONE, type Ending, JobArchive } from './job-archive.js';
import type { LiveJob } from './live-job.js';
import { LiveJobs } from './live-jobs.js';
import { PurchaseRisk } from './purchase-risk.js';

/** Ends jobs: written down first, told afterwards. */
@Injectable()
export class JobClosing {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly settings: Settings,
    private readonly archive: JobArchive,
    private readonly live: LiveJobs,
    private readonly risk: PurchaseRisk,
  ) {}

  /** Ends a job that gave no picture. A job that was stopped ends for that reason, whatever broke on the way. */
  async fail(live: LiveJob, error: unknown): Promise<void> {
    const failure = this.failureOf(live, live.signal.aborted ? live.signal.reason : error);
    const finishedAt = Date.now();
    const attempts = closed(live.job.attempts, finishedAt, failure.message);
    const isCutOff = live.signal.aborted && live.signal.reason instanceof BridgeStopping && live.begun;
    if (isCutOff && this.risk.isResumable(attempts)) {
      this.leaveOpen(live, this.withCharges(failure, attempts));
      return;
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
  }

  /** Says what was charged for nothing, unless the message does so already. */
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
  private leaveOpen(live: LiveJob, failure: JobError): void {
    const message = `${failure.message} The next start fetches the picture.`;
    live.end({ state: 'failed', error: { ...failure, message }, finishedAt: Date.now() });
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

  /** What is not a `BridgeError` is our fault and stays in the log. */
  private failureOf(live: LiveJob, error: unknown): JobError {
    if (error instanceof BridgeError) {
      return { kind: error.kind, message: error.message, field: error.field };
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
