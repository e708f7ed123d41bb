import { type FileName, KeepingRepository } from '@fusionbridge/persistence';
import { Injectable } from '@nestjs/common';
import { LiveJobs } from '../run/live-jobs.js';
import { PictureRemoval } from '../pictures/picture-removal.js';
import { NOTHING, type Removed, sumOf } from './removed.js';

/** Jobs per batch: a few milliseconds for the database. */
const BATCH = 25;

interface Wish {
  /** Unix milliseconds. */
  readonly endedBefore: number;
  /** Files stored since then are left for the sweep: a record that references them may be about to be written. */
  readonly keptBefore: number;
  readonly signal: AbortSignal;
}

/**
 * Removes finished jobs with their pictures and inputs: first the records, then each file that no other record
 * references. A crash in between leaves unreferenced files, which the sweep finds.
 */
@Injectable()
export class OldJobs {
  constructor(
    private readonly keeping: KeepingRepository,
    private readonly live: LiveJobs,
    private readonly removal: PictureRemoval,
  ) {}

  /** Everything that ended before a time. */
  async removeAll(wish: Wish): Promise<Removed> {
    let all = NOTHING;
    while (!wish.signal.aborted) {
      const ids = await this.over({ endedBefore: wish.endedBefore, limit: BATCH });
      const removed = await this.remove(ids, wish);
      all = sumOf(all, removed);
      if (removed.jobs === 0) {
        break;
      }
    }
    return all;
  }

  /** Removes the oldest jobs that have files until the given number of bytes has been freed. */
  async removeBytes(bytes: number, wish: Wish): Promise<Removed> {
    let all = NOTHING;
    while (all.bytes < bytes && !wish.signal.aborted) {
      const [oldest] = await this.over({ endedBefore: wish.endedBefore, limit: BATCH, withFiles: true });
      const removed = await this.remove(oldest === undefined ? [] : [oldest], wish);
      all = sumOf(all, removed);
      if (removed.jobs === 0) {
        break;
      }
    }
    return all;
  }

  /** Returns the space of the removed records to the file system. */
  giveBack(): Promise<void> {
    return this.keeping.giveBack();
  }

  /** Another process may have closed a job of ours as abandoned: it is not finished while it is live here. */
  private async over(asked: Parameters<KeepingRepository['oldJobs']>[0]): Promise<string[]> {
    const ids = await this.keeping.oldJobs(asked);
    return ids.filter((id) => this.live.find(id) === null);
  }

  private async remove(ids: readonly string[], { endedBefore, keptBefore }: Wish): Promise<Removed> {
    const files = await this.keeping.filesOf(ids);
    const jobs = await this.keeping.removeJobs(ids, endedBefore);
    return sumOf({ ...NOTHING, jobs }, await this.removeFiles(files, keptBefore));
  }

  private async removeFiles(files: readonly FileName[], keptBefore: number): Promise<Removed> {
    let all = NOTHING;
    for (const { hash, format } of files) {
      const bytes = await this.removal.removeFile(hash, format, keptBefore);
      all = sumOf(all, { jobs: 0, files: bytes === null ? 0 : 1, bytes: bytes ?? 0 });
    }
    return all;
  }
}
