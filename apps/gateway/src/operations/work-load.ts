import { JobService } from '@fusionbridge/jobs';
import { Injectable } from '@nestjs/common';
import { Pace } from '../generation/pace.js';
import type { StatusAnswer } from './operations.dto.js';

/** How much there is to do, and how long a new order would wait. */
@Injectable()
export class WorkLoad {
  constructor(
    private readonly jobs: JobService,
    private readonly pace: Pace,
  ) {}

  now(): Pick<StatusAnswer, 'jobs' | 'estimated_delay'> {
    const { queued, running } = this.jobs.counts();
    return { jobs: { queued, running }, estimated_delay: this.pace.delaySeconds({ queued, running }) };
  }
}
