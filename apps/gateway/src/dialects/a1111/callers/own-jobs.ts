import type { Caller, Job } from '@fusionbridge/core';
import { JobService } from '@fusionbridge/jobs';
import { Injectable, Logger } from '@nestjs/common';

/** The dialect under which jobs are recorded. */
export const DIALECT = 'a1111';

/**
 * A caller's unfinished jobs of this dialect. A1111 shares one progress and one interrupt among all clients; here each
 * caller sees and stops only its own jobs of this dialect.
 */
@Injectable()
export class OwnJobs {
  private readonly logger = new Logger('A1111');

  constructor(private readonly jobs: JobService) {}

  /** The running job, else the one that has waited longest; null if there is none. */
  current(caller: Caller): Job | null {
    const own = this.of(caller);
    return own.find((job) => job.state === 'running') ?? own[0] ?? null;
  }

  /**
   * Stops jobs that were started no later than `asked` (Unix milliseconds): when SillyTavern's interrupt arrives, the
   * job it means may be over and the next one started. Returns without waiting for their end, as A1111 does.
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
