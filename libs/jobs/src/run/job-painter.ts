import { BridgeError, unlessAborted } from '@fusionbridge/core';
import type { InFlightSlot } from '@fusionbridge/media';
import type { PreparedPlan } from '@fusionbridge/planning';
import { type Delivery, Router, type RunContext } from '@fusionbridge/routing';
import { CurrentSettings } from '@fusionbridge/settings';
import { Injectable, Logger } from '@nestjs/common';
import { AttemptRecorder } from './attempt-recorder.js';
import { JobArchive } from '../records/job-archive.js';
import { JobPlans } from './job-plans.js';
import type { LiveJob } from './live-job.js';
import { JobsEnv } from '../jobs.env.js';

/** setTimeout takes 31 bits: a longer delay would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Plans a job and has it painted, within TOTAL_DEADLINE_SECONDS from the start of its turn. */
@Injectable()
export class JobPainter {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly settings: CurrentSettings,
    private readonly plans: JobPlans,
    private readonly router: Router,
    private readonly archive: JobArchive,
  ) {}

  private get deadlineSeconds(): number {
    return this.settings.section(JobsEnv).TOTAL_DEADLINE_SECONDS;
  }

  /**
   * @param onLate Called when the deadline passes, and again after each such period: other clients may have joined
   * @throws any error of planning or routing, or the reason the job was stopped with
   */
  async paint(live: LiveJob, slot: InFlightSlot, onLate: (reason: BridgeError) => void): Promise<Delivery> {
    const deadlineMs = Math.min(this.deadlineSeconds * 1000, LONGEST_TIMER_MS);
    const deadline = setTimeout(() => {
      onLate(this.tooLate());
      deadline.refresh();
    }, deadlineMs);
    deadline.unref();
    try {
      return await this.painted(live, slot, Date.now() + deadlineMs);
    } finally {
      clearTimeout(deadline);
    }
  }

  private async painted(live: LiveJob, slot: InFlightSlot, deadlineAt: number): Promise<Delivery> {
    const recorder = new AttemptRecorder(live, this.archive, this.logger);
    const context: RunContext = {
      jobId: live.job.id,
      signal: live.signal,
      deadlineAt,
      slot,
      onAttempt: (attempt) => recorder.record(attempt),
      onProgress: (progress) => live.progress(progress),
      log: (message) => this.logger.debug(`${live.job.id}: ${this.settings.redact(message)}`),
    };
    try {
      return await this.carriedOut(live, context);
    } finally {
      recorder.close();
    }
  }

  /** Only a job that a former run of the bridge began has attempts already. */
  private async carriedOut(live: LiveJob, context: RunContext): Promise<Delivery> {
    const { plan: former, attempts } = live.job;
    if (former !== null && attempts.length > 0) {
      live.change({ state: 'running' });
      return this.router.resume(former, attempts, context);
    }
    live.change({ state: 'planning', startedAt: Date.now() });
    // Planning costs nothing, so it is simply abandoned when the job is stopped.
    const { plan, calls } = await unlessAborted(this.planned(live), live.signal);
    live.change({ state: 'running', plan });
    return this.router.run(plan, {
      ...context,
      takeCall: (request, provider) => calls.take(request, provider),
    });
  }

  private async planned(live: LiveJob): Promise<PreparedPlan> {
    const prepared = live.prepared ?? (await this.plans.prepare(live.job.request));
    live.prepared = null;
    return this.plans.complete(prepared);
  }

  private tooLate(): BridgeError {
    return new BridgeError({
      kind: 'deadline',
      message: `The job was given up after ${this.deadlineSeconds} s (TOTAL_DEADLINE_SECONDS).`,
    });
  }
}
