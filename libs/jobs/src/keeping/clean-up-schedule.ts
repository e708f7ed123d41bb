import { Settings } from '@fusionbridge/settings';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CleanUp } from './clean-up.js';
import type { Removed } from './removed.js';

/** Delays the first run, so that it slows no start and a bridge in a restart loop never gets to it. */
const FIRST_MS = 60_000;
const EVERY_MS = 30 * 60_000;
/** Jitter, so that bridges started together do not clean up at the same moment. */
const SPREAD = 0.5;

/** Result of the last clean-up. */
export interface CleanUpReport extends Removed {
  /** When it ended, in Unix milliseconds. */
  readonly at: number;
  /** The error that interrupted it. */
  readonly error: string | null;
}

/** Cleans up a minute after the start and every half an hour, in the background, until the bridge stops. */
@Injectable()
export class CleanUpSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Pictures');
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> = Promise.resolve();
  private report: CleanUpReport | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly cleanUp: CleanUp,
  ) {}

  /** null before the first. */
  get last(): CleanUpReport | null {
    return this.report;
  }

  onApplicationBootstrap(): void {
    this.runIn(FIRST_MS);
  }

  /** The database is closed only after this. */
  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    this.stopping.abort();
    await this.underWay;
  }

  private runIn(ms: number): void {
    this.timer = setTimeout(
      () => {
        this.underWay = this.run();
      },
      ms * (1 + SPREAD * Math.random()),
    );
    this.timer.unref();
  }

  /** Never throws: whatever fails is retried in the next run. */
  private async run(): Promise<void> {
    try {
      const removed = await this.cleanUp.run(Date.now(), this.stopping.signal);
      this.report = { ...removed, at: Date.now(), error: null };
      if (removed.jobs + removed.files > 0) {
        this.logger.log(
          `Cleared away ${removed.jobs} jobs and ${removed.files} files, ${Math.round(removed.bytes / 1e6)} MB.`,
        );
      }
    } catch (error) {
      const message = this.settings.redact(error instanceof Error ? error.message : String(error));
      this.report = { jobs: 0, files: 0, bytes: 0, at: Date.now(), error: message };
      this.logger.error(`The clean-up failed, and is tried again later: ${message}`);
    }
    if (!this.stopping.signal.aborted) {
      this.runIn(EVERY_MS);
    }
  }
}
