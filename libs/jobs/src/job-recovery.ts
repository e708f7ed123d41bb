import { totalCost } from '@fusionbridge/core';
import { JobRepository, type StoredJob } from '@fusionbridge/persistence';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { closed } from './interrupted.js';

/**
 * Ends what a former run left unfinished, truthfully: a task id stays in its attempt, so that the vendor can be
 * asked for the picture.
 */
@Injectable()
export class JobRecovery implements OnModuleInit {
  private readonly logger = new Logger('Jobs');

  constructor(private readonly jobs: JobRepository) {}

  /** Before the first order is taken. */
  async onModuleInit(): Promise<void> {
    const left = await this.jobs.unfinished();
    for (const job of left) {
      const finishedAt = Date.now();
      const message = whatBecameOf(job);
      const attempts = closed(job.attempts, finishedAt, message);
      await this.jobs.finish(job.id, {
        state: 'failed',
        attempts,
        results: [],
        degradations: [],
        cost: totalCost(attempts),
        error: { kind: 'unavailable', message, field: null },
        finishedAt,
      });
    }
    if (left.length > 0) {
      this.logger.warn(`${left.length} job(s) of the last run were not finished; each says why.`);
    }
  }
}

function whatBecameOf(job: StoredJob): string {
  const running = job.attempts.filter((attempt) => attempt.outcome === null);
  if (job.attempts.length === 0) {
    return 'The bridge was stopped before this was sent. Nothing was bought: ask again.';
  }
  if (running.length === 0) {
    return 'The bridge was stopped before the next provider was asked.';
  }
  const orders = running.map(({ provider, taskId }) =>
    taskId === null ? provider : `${provider} (task ${taskId})`,
  );
  return `The bridge was stopped while ${orders.join(', ')} was at work. The picture may exist and be charged for there.`;
}
