import { type Attempt, BridgeError } from '@fusionbridge/core';
import type { Logger } from '@nestjs/common';
import { cancelled } from './failures.js';
import type { JobArchive } from '../records/job-archive.js';
import type { LiveJob } from './live-job.js';

/**
 * Writes down what the router reports of its attempts. The start of each is on disk before the vendor is called and
 * its task id before it is waited for (promise 4); its end goes with the next start, or with the end of the job.
 */
export class AttemptRecorder {
  private closed = false;

  constructor(
    private readonly live: LiveJob,
    private readonly archive: JobArchive,
    private readonly logger: Logger,
  ) {}

  /** Nothing more is written after the run has ended, so that the final state of the job is not overwritten. */
  close(): void {
    this.closed = true;
  }

  async record(attempt: Attempt): Promise<void> {
    if (this.closed) {
      return;
    }
    const before = this.live.job.attempts[attempt.index];
    this.live.attempt(attempt);
    if (before === undefined) {
      await this.started(attempt);
    } else if (attempt.outcome !== null) {
      this.ended();
    } else if (attempt.taskId !== before.taskId) {
      await this.gotTask(attempt);
    }
  }

  /** What cannot be written down, or kept afterwards, is not sent: the signal stops the router, which keeps what it has bought. */
  private async started(attempt: Attempt): Promise<void> {
    const { job } = this.live;
    try {
      await this.archive.beforeOrder();
      if (this.live.begun || job.plan === null) {
        await this.archive.beginNext(job.id, job.attempts.slice(-2));
      } else {
        await this.archive.begin(job, job.plan, attempt);
        this.live.begun = true;
      }
    } catch (error) {
      this.logger.error(`${job.id}: an attempt could not be written down: ${String(error)}`);
      this.live.stop(notSent(error));
    }
  }

  /**
   * Rejects where the id could not be written: the router does not send an order whose id it cannot find again. One
   * that is placed already goes on, and its id is written later.
   */
  private async gotTask(attempt: Attempt): Promise<void> {
    try {
      await this.archive.saveAttempts(this.live.job.id, [attempt]);
    } catch (error) {
      this.logger.error(`${this.live.job.id}: task ${attempt.taskId} was not written down: ${String(error)}`);
      throw notSent(error);
    }
  }

  /** Nothing runs at this moment, so a job that nobody waits for and that is not complete buys nothing more. */
  private ended(): void {
    const { attempts, request } = this.live.job;
    const painted = attempts.reduce((sum, attempt) => sum + attempt.delivered, 0);
    if (this.live.unwanted && painted < request.count) {
      this.live.stop(this.live.interruption ?? cancelled('The client has gone.'));
    }
  }
}

/** What the client is told of an order that could not be written down. */
function notSent(error: unknown): BridgeError {
  return error instanceof BridgeError
    ? error
    : new BridgeError({
        kind: 'internal',
        message: 'The bridge could not write the job down, so it sent nothing. Its log says more.',
        cause: error,
      });
}
