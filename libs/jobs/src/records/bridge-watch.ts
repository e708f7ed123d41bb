import { Database, OwnershipRepository } from '@fusionbridge/persistence';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { JobRecovery } from '../run/job-recovery.js';
import { Readiness } from './readiness.js';

/** Six times before others take this bridge for ended. */
const EVERY_MS = 10_000;

/**
 * While the bridge runs: tells others on the same database that it is there, takes up the jobs of those that have
 * ended, and looks whether what was wrong with the database or the picture store is over. Only one bridge works on an
 * SQLite file, so there nothing is written while all is well.
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

  /** One look. Never rejects: what fails now is done the next time. */
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
