import { type FileName, KeepingRepository } from '@fusionbridge/persistence';
import { Injectable } from '@nestjs/common';
import { LiveJobs } from '../run/live-jobs.js';
import { PictureRemoval } from '../pictures/picture-removal.js';
import { NOTHING, type Removed, sumOf } from './removed.js';

/** Looked at in one go: a few milliseconds for the database. */
const BATCH = 25;

interface Wish {
  /** Unix milliseconds. */
  readonly endedBefore: number;
  /** Files that were kept since stay for the sweep: somebody may be about to name them. */
  readonly keptBefore: number;
  readonly signal: AbortSignal;
}

/**
 * Takes jobs that are over away, with their pictures and what they were made from: first the records, then each file
 * that no other record has. A crash in between leaves files that nobody names, which the sweep finds.
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

  /** The oldest that have files, one after another, until so many bytes are free. */
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

  /** The room that their records took goes back to the disk. */
  giveBack(): Promise<void> {
    return this.keeping.giveBack();
  }

  /** Another process may have taken a job of ours for a leftover and ended it: it is not over while it lives here. */
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
