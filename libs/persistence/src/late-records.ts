import { type Attempt, BridgeError, type ImageResult } from '@fusionbridge/core';
import { Logger } from '@nestjs/common';
import type { JobEnding, StoredJob } from './stored.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/** Changes of a job that are to be written as soon as the database accepts them. */
interface LateRecord {
  /** By their position. */
  readonly attempts: ReadonlyMap<number, Attempt>;
  readonly ending: JobEnding | null;
}

/** Writes a record. Rejects if the database refuses it. */
type WriteRecord = (jobId: string, record: LateRecord) => Promise<void>;

/**
 * What could not be written while the database was unavailable: ends of jobs and vendor task ids. It is kept in memory
 * and retried until it succeeds; reads return it as if it were written. At most one record per job that was running or
 * queued when the database became unavailable, because no job is accepted until it is back.
 */
export class LateRecords {
  private readonly logger = new Logger('Database');
  private readonly records = new Map<string, LateRecord>();
  private write: WriteRecord = () => Promise.resolve();
  private timer: NodeJS.Timeout | null = null;
  private pauseMs = FIRST_PAUSE_MS;
  private underWay: Promise<void> = Promise.resolve();
  private closed = false;

  /** Sets how records are written; called once by the repository that knows the tables. */
  writeWith(write: WriteRecord): void {
    this.write = write;
  }

  keepEnding(jobId: string, ending: JobEnding): void {
    this.keep(jobId, { attempts: new Map(), ending });
    this.logger.error(
      `The end of job ${jobId} (${ending.state}) is written as soon as the database takes it.`,
    );
  }

  keepAttempts(jobId: string, attempts: readonly Attempt[]): void {
    const known = this.records.get(jobId);
    if (known !== undefined && known.ending !== null) {
      return;
    }
    const all = new Map([...(known?.attempts ?? []), ...attempts.map((one) => [one.index, one] as const)]);
    this.keep(jobId, { attempts: all, ending: null });
  }

  /** The attempts of a job that are still to be written. */
  attemptsOf(jobId: string): readonly Attempt[] {
    return [...(this.records.get(jobId)?.attempts.values() ?? [])];
  }

  /** Drops what is pending for a job, because something newer was written. */
  forget(jobId: string): void {
    this.records.delete(jobId);
  }

  /** The job as it will be when its end is written. */
  shown(job: StoredJob): StoredJob {
    const ending = this.records.get(job.id)?.ending ?? null;
    if (ending === null) {
      return job;
    }
    const { origin: _, plan = job.plan, startedAt = job.startedAt, ...end } = ending;
    return { ...job, ...end, plan, startedAt };
  }

  /** A picture whose record is still to be written; null if there is none. */
  picture(pictureId: string): ImageResult | null {
    return this.pictures().find(({ id }) => id === pictureId) ?? null;
  }

  /** Whether a picture whose record is still to be written uses this file. */
  needs(hash: string): boolean {
    return this.pictures().some((picture) => picture.hash === hash);
  }

  /** Tries a last time to write everything. Never rejects. */
  close(): Promise<void> {
    this.closed = true;
    return this.flush();
  }

  private flush(): Promise<void> {
    this.underWay = this.underWay.then(() => this.writeAll());
    return this.underWay;
  }

  private pictures(): ImageResult[] {
    return [...this.records.values()].flatMap(({ ending }) => ending?.results ?? []);
  }

  private keep(jobId: string, record: LateRecord): void {
    this.records.set(jobId, record);
    this.schedule();
  }

  private schedule(): void {
    if (this.timer !== null || this.closed) {
      return;
    }
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.flush();
    }, this.pauseMs);
    this.timer.unref();
  }

  private async writeAll(): Promise<void> {
    const total = this.records.size;
    for (const [jobId, record] of this.records) {
      if (!(await this.written(jobId, record))) {
        this.pauseMs = Math.min(LONGEST_PAUSE_MS, this.pauseMs * 2);
        this.schedule();
        return;
      }
    }
    this.pauseMs = FIRST_PAUSE_MS;
    if (total > 0) {
      this.logger.log(`${total} record(s) that the database could not take were written now.`);
    }
  }

  /** False if the database accepts nothing; drops a record that it will never accept. */
  private async written(jobId: string, record: LateRecord): Promise<boolean> {
    try {
      await this.write(jobId, record);
    } catch (error) {
      if (error instanceof BridgeError) {
        return false;
      }
      this.logger.error(`The record of job ${jobId} cannot be written: ${String(error)}`);
    }
    // A newer one may have been added meanwhile.
    if (this.records.get(jobId) === record) {
      this.records.delete(jobId);
    }
    return true;
  }
}
