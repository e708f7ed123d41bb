import { BridgeError } from '@fusionbridge/core';
import type { IntakeSlot } from '@fusionbridge/media';
import { Planner } from '@fusionbridge/planning';
import { type Delivery, Router } from '@fusionbridge/routing';
import { JobsEnv, Settings } from '@fusionbridge/settings';
import { Injectable, Logger } from '@nestjs/common';
import { AttemptRecorder } from './attempt-recorder.js';
import { JobArchive } from './job-archive.js';
import type { LiveJob } from './live-job.js';
import { unlessAborted } from './unless-aborted.js';

/** A longer one would fire at once: timers count in 31 bits. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Plans a job and has it painted, within TOTAL_DEADLINE_SECONDS from the start of its turn. */
@Injectable()
export class JobPainter {
  private readonly logger = new Logger('Jobs');
  private readonly deadlineSeconds: number;

  constructor(
    private readonly settings: Settings,
    private readonly planner: Planner,
    private readonly router: Router,
    private readonly archive: JobArchive,
  ) {
    this.deadlineSeconds = settings.section(JobsEnv).TOTAL_DEADLINE_SECONDS;
  }

  /** @throws whatever planning or routing throws, or the reason the job was stopped with */
  async paint(live: LiveJob, slot: IntakeSlot): Promise<Delivery> {
    const deadlineMs = Math.min(this.deadlineSeconds * 1000, LONGEST_TIMER_MS);
    const deadline = setTimeout(() => live.stop(this.tooLate()), deadlineMs);
    deadline.unref();
    try {
      return await this.painted(live, slot);
    } finally {
      clearTimeout(deadline);
    }
  }

  private async painted(live: LiveJob, slot: IntakeSlot): Promise<Delivery> {
    live.change({ state: 'planning', startedAt: Date.now() });
    // Planning buys nothing, so it is simply left behind when the job is stopped.
    const plan = await unlessAborted(this.planner.plan(live.job.request), live.signal);
    live.change({ state: 'running', plan });
    const recorder = new AttemptRecorder(live, this.archive, this.logger);
    const run = this.router.run(plan, {
      jobId: live.job.id,
      signal: live.signal,
      slot,
      onAttempt: (attempt) => recorder.record(attempt),
      onProgress: (progress) => live.progress(progress),
      log: (message) => this.logger.debug(`${live.job.id}: ${this.settings.redact(message)}`),
    });
    return run.finally(() => recorder.close());
  }

  private tooLate(): BridgeError {
    return new BridgeError({
      kind: 'deadline',
      message: `The job was given up after ${this.deadlineSeconds} s (TOTAL_DEADLINE_SECONDS).`,
    });
  }
}
