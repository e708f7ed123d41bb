import { JobsEnv } from '@fusionbridge/jobs';
import type { Job } from '@fusionbridge/core';
import { CurrentSettings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';

/** Enough to even out one slow picture, few enough to notice that a provider has become slow. */
const REMEMBERED = 20;

/** The current duration of jobs, to estimate waiting times. */
@Injectable()
export class Pace {
  private seconds: readonly number[] = [];

  constructor(private readonly settings: CurrentSettings) {}

  /** Records the duration of a job that has ended. */
  note({ startedAt, finishedAt }: Job): void {
    if (startedAt !== null && finishedAt !== null) {
      this.seconds = [...this.seconds, (finishedAt - startedAt) / 1000].slice(-REMEMBERED);
    }
  }

  /** Seconds until a job submitted now would start; 0 if there is room or no job has ended yet. */
  delaySeconds({ queued, running }: { readonly queued: number; readonly running: number }): number {
    const atOnce = this.settings.section(JobsEnv).MAX_CONCURRENT_JOBS;
    if (running < atOnce || this.seconds.length === 0) {
      return 0;
    }
    const usual = this.seconds.reduce((sum, one) => sum + one, 0) / this.seconds.length;
    return Math.ceil((usual * (queued + 1)) / atOnce);
  }
}
