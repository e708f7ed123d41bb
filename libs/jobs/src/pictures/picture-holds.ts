import type { Picture } from '@fusionbridge/core';
import { type KeptPicture, type PictureInPieces, PictureStore } from '@fusionbridge/media';
import { Injectable } from '@nestjs/common';

/** A file that is being or has been removed. */
interface Removal {
  /** Sequence number of the removal's end; infinite while it is in progress. */
  endedAs: number;
  readonly done: Promise<void>;
}

/**
 * Coordinates storing and removing files, so that no removal deletes a file that a job has just stored but not yet
 * recorded. If a removal runs while the same bytes are being stored, they are stored again.
 */
@Injectable()
export class PictureHolds {
  private readonly byJob = new Map<string, Set<string>>();
  private readonly removals = new Map<string, Removal>();
  /** For each store operation in progress, the number of removals that had ended when it began. */
  private readonly keepings = new Set<{ readonly since: number }>();
  private ended = 0;

  constructor(private readonly store: PictureStore) {}

  /** Stores a file and holds it until `release`. */
  async keep(
    jobId: string,
    picture: Pick<Picture, 'format' | 'bytes'> | PictureInPieces,
  ): Promise<KeptPicture> {
    for (;;) {
      const keeping = { since: this.ended };
      this.keepings.add(keeping);
      try {
        const kept = await this.store.keep(picture);
        const removal = this.removals.get(kept.hash);
        if (removal === undefined || removal.endedAs <= keeping.since) {
          this.hold(jobId, kept.hash);
          return kept;
        }
        await removal.done;
      } finally {
        this.keepings.delete(keeping);
      }
    }
  }

  /** Holds a file that is known to exist. */
  hold(jobId: string, hash: string): void {
    const held = this.byJob.get(jobId);
    if (held === undefined) {
      this.byJob.set(jobId, new Set([hash]));
    } else {
      held.add(hash);
    }
  }

  /** Releases the files of a finished job: its results are recorded and its inputs are no longer needed. */
  release(jobId: string): void {
    this.byJob.delete(jobId);
  }

  /** True if a live job of this process needs the file. */
  has(hash: string): boolean {
    return [...this.byJob.values()].some((hashes) => hashes.has(hash));
  }

  /** Runs `remove`, which may remove the file, unless a job holds it. One at a time for each file. */
  async removing(hash: string, remove: () => Promise<void>): Promise<void> {
    for (let before = this.goingOn(hash); before !== null; before = this.goingOn(hash)) {
      await before.done;
    }
    if (this.has(hash)) {
      return;
    }
    const removed = remove();
    const removal: Removal = {
      endedAs: Number.POSITIVE_INFINITY,
      done: removed.catch(() => undefined),
    };
    this.removals.set(hash, removal);
    try {
      await removed;
    } finally {
      this.ended += 1;
      removal.endedAs = this.ended;
      this.forget();
    }
  }

  private goingOn(hash: string): Removal | null {
    const removal = this.removals.get(hash);
    return removal === undefined || removal.endedAs < Number.POSITIVE_INFINITY ? null : removal;
  }

  /** A removal only affects store operations that began before it ended. */
  private forget(): void {
    const oldest = Math.min(...[...this.keepings].map(({ since }) => since), this.ended);
    for (const [hash, { endedAs }] of this.removals) {
      if (endedAs <= oldest) {
        this.removals.delete(hash);
      }
    }
  }
}
