import type { BridgeError, Caller, Job } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import { AwaitedAnswers } from '../intake/awaited-answers.js';
import { LiveJob } from './live-job.js';
import { PictureHolds } from '../pictures/picture-holds.js';

/** All unfinished jobs, in order of arrival. */
@Injectable()
export class LiveJobs {
  private readonly byId = new Map<string, LiveJob>();

  constructor(
    private readonly holds: PictureHolds,
    private readonly awaited: AwaitedAnswers,
  ) {}

  /** Holds the job until it has ended. */
  add(job: Job): LiveJob {
    const live = new LiveJob(job);
    this.byId.set(job.id, live);
    return live;
  }

  /** Removes the finished job and releases the files it held. */
  remove(jobId: string): void {
    this.byId.delete(jobId);
    this.holds.release(jobId);
  }

  /** Those who wait hear of a failure that is not the end of the job: they have no answer yet. */
  tell(live: LiveJob, failure: Pick<Job, 'error' | 'attempts'>, reason: BridgeError): void {
    this.awaited.tellProvisionally(live.job.id);
    live.tell(failure, reason);
  }

  find(jobId: string): LiveJob | null {
    return this.byId.get(jobId) ?? null;
  }

  of(caller: Caller): LiveJob[] {
    return this.all().filter((live) => live.job.caller.id === caller.id);
  }

  counts(): { queued: number; running: number } {
    const queued = this.all().filter((live) => live.job.state === 'queued').length;
    return { queued, running: this.byId.size - queued };
  }

  all(): LiveJob[] {
    return [...this.byId.values()];
  }
}
