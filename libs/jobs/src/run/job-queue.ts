import { AsyncResource } from 'node:async_hooks';
import { type BridgeError, doneWithin, type Job } from '@fusionbridge/core';
import { CurrentSettings } from '@fusionbridge/settings';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import PQueue from 'p-queue';
import { shuttingDown } from './failures.js';
import { JobRunner } from './job-runner.js';
import type { LiveJob } from './live-job.js';
import { LiveJobs } from './live-jobs.js';
import { JobsEnv } from '../jobs.env.js';

/** Grace period for adapters that ignore their abort signal. Jobs still open are closed at the next start. */
const ABORT_TIMEOUT_MS = 5_000;

/** Runs at most MAX_CONCURRENT_JOBS at once; the others wait in order of arrival. */
@Injectable()
export class JobQueue implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private readonly turns: PQueue;
  private closing = false;

  constructor(
    private readonly settings: CurrentSettings,
    private readonly runner: JobRunner,
    private readonly live: LiveJobs,
  ) {
    this.turns = new PQueue({ concurrency: settings.section(JobsEnv).MAX_CONCURRENT_JOBS });
    settings.follow((next) => {
      const { MAX_CONCURRENT_JOBS } = next.section(JobsEnv);
      return () => {
        this.turns.concurrency = MAX_CONCURRENT_JOBS;
      };
    });
  }

  /** Enqueues a stored job; it starts at once if a slot is free. */
  add(live: LiveJob): void {
    // A queued job would otherwise run in the async context of the job that freed its slot.
    const run = AsyncResource.bind(() => Promise.race([this.runner.run(live), live.released]));
    this.turns.add(run, { signal: live.queueSignal }).catch(async () => {
      await this.runner.endUnstarted(live);
    });
    if (this.closing) {
      live.stop(notSent());
    }
  }

  /** Takes a job that a former run began. @param interruption What is said where nothing comes of it */
  resume(job: Job, interruption: BridgeError): void {
    const live = this.live.add(job);
    live.begun = true;
    live.interruption = interruption;
    live.leave(0, () => undefined);
    this.add(live);
  }

  /** @throws BridgeError `unavailable` */
  refuseWhenClosing(): void {
    if (this.closing) {
      throw shuttingDown('The bridge is stopping. Ask again in a few seconds.');
    }
  }

  /**
   * Runs before the listener closes, so that clients still get their responses: queued jobs end at once, running ones
   * may continue for SHUTDOWN_DRAIN_SECONDS and are then stopped.
   */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true;
    for (const live of this.live.all().filter((one) => one.job.state !== 'running')) {
      live.stop(notSent());
    }
    await this.allEnded(this.settings.section(JobsEnv).SHUTDOWN_DRAIN_SECONDS * 1000);
    for (const live of this.live.all()) {
      live.stop(shuttingDown('The bridge was stopped while this was being painted.'));
    }
    await this.allEnded(ABORT_TIMEOUT_MS);
    const left = this.live.all().length;
    if (left > 0) {
      this.logger.warn(`${left} job(s) did not stop in time; the next start ends them.`);
    }
  }

  private async allEnded(withinMs: number): Promise<void> {
    await doneWithin(Promise.all(this.live.all().map((live) => live.ended)), withinMs);
  }
}

function notSent(): ReturnType<typeof shuttingDown> {
  return shuttingDown('The bridge is stopping and has not sent this. Ask again in a few seconds.');
}
