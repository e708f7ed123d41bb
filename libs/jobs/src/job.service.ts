import type { Caller, ImageResult, Job } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import { defer, from, map, type Observable } from 'rxjs';
import { cancelled } from './run/failures.js';
import { JobDirectory } from './records/job-directory.js';
import { JobIntake } from './intake/job-intake.js';
import { JobQueue } from './run/job-queue.js';
import type { JobEvent, Order, Submitted } from './order.js';
import { PurchaseRisk } from './run/purchase-risk.js';

/**
 * One durable job behind every call. The synchronous answer, the event stream and the asynchronous API are views of
 * the same job.
 */
@Injectable()
export class JobService {
  constructor(
    private readonly intake: JobIntake,
    private readonly queue: JobQueue,
    private readonly directory: JobDirectory,
    private readonly risk: PurchaseRisk,
  ) {}

  /**
   * Written down and queued. An order with the fingerprint of a job that runs, or ended within 15 minutes, gives that
   * job back, and so does the same call as one whose answer was lost; a job that ended without a picture and without
   * cost is made anew. An order equal to one with a fixed seed gives that one's job back, see `ResultCache`. Each submit
   * counts as one listener.
   * @throws BridgeError `unavailable` while the bridge stops; `idempotency_key_reused`
   */
  async submit(order: Order): Promise<Submitted> {
    this.queue.refuseWhenClosing();
    const intaken = await this.intake.take(order);
    const { answer, cache } = intaken;
    if ('joined' in intaken) {
      return { job: intaken.joined, answer, cache };
    }
    this.queue.add(intaken.fresh);
    return { job: intaken.fresh.job, answer, cache };
  }

  /**
   * Resolves with the finished job, whatever its outcome.
   * @throws BridgeError `not_found`; `unavailable` for an unfinished job of another process on the same database
   */
  async finished(jobId: string): Promise<Job> {
    return this.directory.liveJob(jobId)?.ended ?? this.directory.ended(jobId);
  }

  /** Emits the current state of the job, then every change. Completes after its end; fails with `not_found`. */
  events(jobId: string, caller: Caller): Observable<JobEvent> {
    return defer(
      () =>
        this.directory.liveJob(jobId, caller)?.events ??
        from(this.get(jobId, caller)).pipe(map((job) => ({ type: 'state' as const, job }))),
    );
  }

  /** @throws BridgeError `not_found`, also for another caller's job */
  get(jobId: string, caller: Caller): Promise<Job> {
    return this.directory.job(jobId, caller);
  }

  /**
   * Stops the job and waits until it has stopped. A queued one never starts; what was already painted is kept, and
   * the job then ends as `succeeded`. A job that is over stays as it is.
   * @throws BridgeError `not_found`, also for another caller's job
   */
  async cancel(jobId: string, caller: Caller): Promise<Job> {
    const live = this.directory.liveJob(jobId, caller);
    if (live !== null) {
      this.intake.close(jobId);
      live.isCancelled = true;
      live.stop(cancelled('The job was cancelled.'));
    }
    return live?.ended ?? this.get(jobId, caller);
  }

  /**
   * A client of the job has disconnected. If it was the last and none returns within `graceMs` (default 0), the job is
   * cancelled if that still saves money; otherwise it finishes and its picture is stored.
   */
  abandon(jobId: string, { graceMs = 0 }: { graceMs?: number } = {}): void {
    const live = this.directory.liveJob(jobId);
    live?.leave(graceMs, () => {
      if (this.risk.stoppingIsFree(live.job.attempts)) {
        live.stop(cancelled('The client has gone.'));
      }
    });
  }

  /** Unfinished jobs of the caller, oldest first, with live progress. */
  active(caller: Caller): Job[] {
    return this.directory.liveJobs(caller).map((live) => live.job);
  }

  /** The prompt of the caller's own job that created the file with this SHA-256 (hex); null if none did. */
  promptOf(hash: string, caller: Caller): Promise<string | null> {
    return this.directory.promptOf(hash, caller);
  }

  /** A1111's text of the caller's own picture whose file has this SHA-256 (hex); null if there is none. */
  infotextOf(hash: string, caller: Caller): Promise<string | null> {
    return this.directory.infotextOf(hash, caller);
  }

  /** @throws BridgeError `not_found` */
  picture(pictureId: string): Promise<ImageResult> {
    return this.directory.picture(pictureId);
  }

  /** Of all callers. A job that is being planned runs. */
  counts(): { queued: number; running: number } {
    return this.directory.counts();
  }
}
