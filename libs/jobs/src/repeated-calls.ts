import { FINAL_STATES, type Job } from '@fusionbridge/core';
import { JobRepository, type StoredJob } from '@fusionbridge/persistence';
import { Injectable } from '@nestjs/common';
import { JobArchive } from './job-archive.js';
import { LiveJobs } from './live-jobs.js';
import { PurchaseRisk } from './purchase-risk.js';

/** How long after its end a job answers the same call again (openai-node repeats within seconds; a person may not). */
const JOIN_WINDOW_MS = 15 * 60_000;

/** Finds the job that the same call started before, by the fingerprint of the call. */
@Injectable()
export class RepeatedCalls {
  constructor(
    private readonly jobs: JobRepository,
    private readonly archive: JobArchive,
    private readonly live: LiveJobs,
    private readonly risk: PurchaseRisk,
  ) {}

  /** The job that holds the fingerprint, whether it still answers or not. */
  find(callerId: string, fingerprint: string): Promise<StoredJob | null> {
    return this.jobs.findByFingerprint(callerId, fingerprint);
  }

  /** The job that answers this call, or null when it is to be made anew. */
  async join(holder: StoredJob): Promise<Job | null> {
    const live = this.live.find(holder.id);
    if (live !== null && !live.signal.aborted) {
      live.join();
      return live.job;
    }
    // A job that is being stopped, or has ended since it was looked up: its end decides.
    await live?.ended;
    const ended = (await this.jobs.find(holder.id)) ?? holder;
    return this.answers(ended) ? this.archive.read(ended) : null;
  }

  private answers(job: StoredJob): boolean {
    if ((job.finishedAt ?? job.createdAt) < Date.now() - JOIN_WINDOW_MS) {
      return false;
    }
    // Unfinished, and neither alive here nor ours: another bridge has it.
    const elsewhere = !FINAL_STATES.has(job.state) && !this.jobs.isOurs(job);
    return elsewhere || job.state === 'succeeded' || this.risk.mayHaveCost(job);
  }
}
