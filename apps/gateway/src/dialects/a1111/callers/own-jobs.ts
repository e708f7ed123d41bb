import type { Caller, Job } from '@fusionbridge/core';
import { JobService } from '@fusionbridge/jobs';
import { Injectable, Logger } from '@nestjs/common';

/** The name this dialect gives its jobs. */
export const DIALECT = 'a1111';

/**
 * A caller's unfinished jobs of this dialect. A1111 has one progress and one interrupt for everybody; here each
 * caller sees and stops its own, and never those of another door.
 */
@Injectable()
export class OwnJobs {
  private readonly logger = new Logger('A1111');

  constructor(private readonly jobs: JobService) {}

  /** The one that is painting, else the one that waits longest; null when there is none. */
  current(caller: Caller): Job | null {
    const own = this.of(caller);
    return own.find((job) => job.state === 'running') ?? own[0] ?? null;
  }

  /**
   * Stops what was begun no later than `asked` (Unix milliseconds): SillyTavern's own job is already gone when its
   * interrupt arrives, and the next one may have begun. Does not wait for the end, as A1111 does not.
   */
  interrupt(caller: Caller, asked: number): void {
    for (const job of this.of(caller).filter((one) => one.createdAt <= asked)) {
      this.jobs.cancel(job.id, caller).catch((error: unknown) => {
        this.logger.warn(`${job.id} could not be interrupted: ${String(error)}`);
      });
    }
  }

  private of(caller: Caller): Job[] {
    return this.jobs.active(caller).filter((job) => job.dialect === DIALECT);
  }
}
