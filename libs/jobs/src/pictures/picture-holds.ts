import type { Picture } from '@fusionbridge/core';
import { type KeptPicture, type PictureInPieces, PictureStore } from '@fusionbridge/media';
import { Injectable } from '@nestjs/common';

/** A file that goes or has gone. */
interface Removal {
  /** How many removals had ended with this one; infinite while it goes on. */
  endedAs: number;
  readonly done: Promise<void>;
}

/**
 * Keeps files for live jobs and lets others remove files, so that no removal takes what a job has just kept and not
 * yet written down. Where a removal comes while the same bytes are being kept, they are kept again.
 */
@Injectable()
export class PictureHolds {
  private readonly byJob = new Map<string, Set<string>>();
  private readonly removals = new Map<string, Removal>();
  /** How many removals had ended when each keeping that goes on began. */
  private readonly keepings = new Set<{ readonly since: number }>();
  private ended = 0;

  constructor(private readonly store: PictureStore) {}

  /** Keeps a file and holds it until `release`. */
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

  /** For a file that is known to be there. */
  hold(jobId: string, hash: string): void {
    const held = this.byJob.get(jobId);
    if (held === undefined) {
      this.byJob.set(jobId, new Set([hash]));
    } else {
      held.add(hash);
    }
  }

  /** The job is over: what it made is written down, and its inputs are not needed any more. */
  release(jobId: string): void {
    this.byJob.delete(jobId);
  }

  /** Whether a live job of this process needs the file. */
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

  /** A removal counts only for what was being kept before it ended. */
  private forget(): void {
    const oldest = Math.min(...[...this.keepings].map(({ since }) => since), this.ended);
    for (const [hash, { endedAs }] of this.removals) {
      if (endedAs <= oldest) {
        this.removals.delete(hash);
      }
    }
  }
}
