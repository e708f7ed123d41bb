import { JobService } from '@fusionbridge/jobs';
import { Injectable } from '@nestjs/common';
import { Pace } from '../generation/pace.js';
import type { StatusResponse } from './operations.dto.js';
import { PictureCount } from './picture-count.js';

/** Unfinished jobs, the estimated delay and kept pictures for `GET /status`. */
@Injectable()
export class WorkLoad {
  constructor(
    private readonly jobs: JobService,
    private readonly pace: Pace,
    private readonly pictures: PictureCount,
  ) {}

  async now(): Promise<Pick<StatusResponse, 'jobs' | 'estimated_delay' | 'pictures'>> {
    const { queued, running } = this.jobs.counts();
    return {
      jobs: { queued, running },
      estimated_delay: this.pace.delaySeconds({ queued, running }),
      pictures: await this.pictures.now(),
    };
  }
}
