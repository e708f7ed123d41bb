import { BridgeError, type Caller, FINAL_STATES, type ImageResult, type Job } from '@fusionbridge/core';
import { PictureRepository } from '@fusionbridge/persistence';
import { Injectable } from '@nestjs/common';
import { JobArchive } from './job-archive.js';
import type { LiveJob } from '../run/live-job.js';
import { LiveJobs } from '../run/live-jobs.js';

/** Finds jobs, in memory while they are live and in the database afterwards, and their pictures. */
@Injectable()
export class JobDirectory {
  constructor(
    private readonly live: LiveJobs,
    private readonly archive: JobArchive,
    private readonly pictures: PictureRepository,
  ) {}

  /** @throws BridgeError `not_found` if there is none, or it is not `caller`'s */
  async job(jobId: string, caller?: Caller): Promise<Job> {
    return owned(jobId, this.live.find(jobId)?.job ?? (await this.archive.find(jobId)), caller);
  }

  /** @throws BridgeError `not_found`, or `unavailable` if this process cannot observe its end */
  async ended(jobId: string): Promise<Job> {
    const job = await this.job(jobId);
    if (!FINAL_STATES.has(job.state)) {
      throw new BridgeError({
        kind: 'unavailable',
        message: `The job '${jobId}' is being made by another bridge. Ask for it again in a while.`,
        retryAfterMs: 10_000,
      });
    }
    return job;
  }

  /**
   * The job while it lives, else null.
   * @throws BridgeError `not_found` when it is not `caller`'s
   */
  liveJob(jobId: string, caller?: Caller): LiveJob | null {
    const live = this.live.find(jobId);
    if (live !== null) {
      owned(jobId, live.job, caller);
    }
    return live;
  }

  liveJobs(caller: Caller): LiveJob[] {
    return this.live.of(caller);
  }

  counts(): { queued: number; running: number } {
    return this.live.counts();
  }

  /** The prompt of the caller's own job that created the file with this SHA-256; null if none did. */
  promptOf(hash: string, caller: Caller): Promise<string | null> {
    return this.pictures.promptOf(hash, caller.id);
  }

  /** A1111's text of the caller's own picture whose file has this SHA-256; null if there is none. */
  infotextOf(hash: string, caller: Caller): Promise<string | null> {
    return this.pictures.infotextOf(hash, caller.id);
  }

  /** @throws BridgeError `not_found` */
  async picture(pictureId: string): Promise<ImageResult> {
    const picture = await this.pictures.find(pictureId);
    if (picture === null) {
      throw new BridgeError({ kind: 'not_found', message: `There is no picture '${pictureId}'.` });
    }
    return picture;
  }
}

function owned(jobId: string, job: Job | null, caller: Caller | undefined): Job {
  if (job === null || (caller !== undefined && job.caller.id !== caller.id)) {
    throw new BridgeError({ kind: 'not_found', message: `There is no job '${jobId}'.` });
  }
  return job;
}
