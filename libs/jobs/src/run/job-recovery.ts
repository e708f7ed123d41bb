import { BridgeError, totalCost } from '@fusionbridge/core';
import { OwnershipRepository, type StoredJob } from '@fusionbridge/persistence';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { closed } from './interrupted.js';
import { JobArchive } from '../records/job-archive.js';
import { JobQueue } from './job-queue.js';
import { PurchaseRisk } from './purchase-risk.js';

/**
 * Takes up what a former run left unfinished (promise 4): jobs whose vendor can be asked for the picture go on from
 * there; the others end, truthfully.
 */
@Injectable()
export class JobRecovery implements OnModuleInit {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly ownership: OwnershipRepository,
    private readonly archive: JobArchive,
    private readonly queue: JobQueue,
    private readonly risk: PurchaseRisk,
  ) {}

  /** Runs before the first order is accepted. */
  async onModuleInit(): Promise<void> {
    await this.ownership.beat();
    await this.takeUp({ own: true });
  }

  /**
   * Recovers jobs of bridges that have ended.
   * @param own Also recover those of this bridge's previous run
   */
  async takeUp(whose: { readonly own: boolean }): Promise<void> {
    let resumed = 0;
    const left = await this.ownership.take(whose);
    for (const job of left) {
      if (this.risk.isResumable(job.attempts) && (await this.resume(job))) {
        resumed += 1;
      } else {
        await this.end(job);
      }
    }
    if (left.length > 0) {
      this.logger.warn(
        `${left.length} job(s) of the last run were not finished: ${resumed} go on, the others say what became of them.`,
      );
    }
  }

  /** No client waits for it, so it collects what was paid for and buys nothing new unless a client joins. */
  private async resume(stored: StoredJob): Promise<boolean> {
    try {
      const interruption = new BridgeError({ kind: 'unavailable', message: whatBecameOf(stored) });
      this.queue.resume(await this.archive.read(stored), interruption);
      return true;
    } catch (error) {
      this.logger.error(`${stored.id} cannot go on: ${String(error)}`);
      return false;
    }
  }

  private async end(job: StoredJob): Promise<void> {
    const finishedAt = Date.now();
    const message = whatBecameOf(job);
    const attempts = closed(job.attempts, finishedAt, message);
    await this.archive.finishLeftover(job, {
      state: 'failed',
      attempts,
      results: [],
      degradations: [],
      cost: totalCost(attempts),
      error: {
        kind: 'unavailable',
        message,
        field: null,
        billed: this.risk.chargesOf('failed', attempts).billed,
      },
      finishedAt,
    });
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
