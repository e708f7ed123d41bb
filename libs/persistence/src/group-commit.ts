import type { Query, Write } from './connection.js';

interface Waiting {
  readonly work: Write<unknown>;
  settle(result: Promise<unknown>): void;
}

/**
 * Writes that come while a commit waits for the disk are committed together. A commit costs 0.1 ms on a quiet SSD
 * and 5 ms on a busy or turning disk: sixteen jobs at once then pay it once, not sixteen times.
 */
export class GroupCommit {
  private waiting: Waiting[] = [];
  private readonly alone: (() => Promise<void>)[] = [];
  private working = false;

  constructor(private readonly query: Query) {}

  /** Resolves when `work` is on disk. A failure of one does not affect the others. */
  write<T>(work: Write<T>): Promise<T> {
    const result = new Promise<T>((resolve, reject) => {
      let value: { readonly of: T } | null = null;
      this.waiting.push({
        work: async (query) => {
          value = { of: await work(query) };
        },
        settle: (committed) => {
          committed.then(() => (value === null ? undefined : resolve(value.of)), reject);
        },
      });
    });
    this.begin();
    return result;
  }

  /** Runs `work` between two commits, for what cannot be part of one. */
  between(work: () => Promise<void>): Promise<void> {
    const result = new Promise<void>((resolve, reject) => {
      this.alone.push(() => work().then(resolve, reject));
    });
    this.begin();
    return result;
  }

  private begin(): void {
    if (!this.working) {
      this.working = true;
      void this.drain();
    }
  }

  private async drain(): Promise<void> {
    // Writes that arrive in this turn of the event loop join the first commit.
    await Promise.resolve();
    while (this.waiting.length > 0 || this.alone.length > 0) {
      if (this.waiting.length > 0) {
        await this.commit(this.waiting.splice(0));
      }
      await this.alone.shift()?.();
    }
    this.working = false;
  }

  /** All in one commit; if one of them fails, each in its own. */
  private async commit(together: readonly Waiting[]): Promise<void> {
    const committed = this.query.transaction().execute(async (transaction) => {
      for (const { work } of together) {
        await work(transaction);
      }
    });
    const failed = await committed.then(
      () => false,
      () => true,
    );
    if (!failed || together.length === 1) {
      together.forEach((one) => one.settle(committed));
      return;
    }
    for (const one of together) {
      await this.commit([one]);
    }
  }
}
