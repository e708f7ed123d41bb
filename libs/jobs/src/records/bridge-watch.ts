import { Database, OwnershipRepository } from '@fusionbridge/persistence';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { JobRecovery } from '../run/job-recovery.js';
import { Readiness } from './readiness.js';

/** Heartbeats are sent six times within the period after which other bridges consider this one ended. */
const EVERY_MS = 10_000;

/**
 * While the bridge runs: sends a heartbeat to other bridges on the same database, recovers the jobs of those that have
 * ended, and checks whether failures of the database or the picture store persist. Only one bridge uses an SQLite file,
 * so nothing is written there while everything works.
 */
@Injectable()
export class BridgeWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly ownership: OwnershipRepository,
    private readonly recovery: JobRecovery,
    private readonly readiness: Readiness,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setTimeout(() => {
      this.underWay = this.look().finally(() => {
        if (!this.stopping) {
          this.onApplicationBootstrap();
        }
      });
    }, EVERY_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.underWay;
  }

  /** A single check. Never rejects: whatever fails is retried in the next one. */
  async look(): Promise<void> {
    try {
      if (this.database.backend === 'postgres' || this.database.problem !== null) {
        await this.ownership.beat();
      }
      await this.recovery.takeUp({ own: false });
    } catch (error) {
      this.logger.debug(`The database was not heard: ${String(error)}`);
    }
    await this.readiness.beforeOrder().catch((error: unknown) => this.logger.debug(String(error)));
  }
}
