/** Serializes work under the same key; work under different keys runs concurrently. */
export class KeyedLock {
  private readonly last = new Map<string, Promise<void>>();

  /** Acquires all keys. To avoid deadlocks, every caller must list them in the same order. */
  runAll<T>([key, ...others]: readonly string[], work: () => Promise<T>): Promise<T> {
    return key === undefined ? work() : this.run(key, () => this.runAll(others, work));
  }

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve();
    const result = before.then(work);
    const done = result.then(
      () => undefined,
      () => undefined,
    );
    this.last.set(key, done);
    try {
      return await result;
    } finally {
      if (this.last.get(key) === done) {
        this.last.delete(key);
      }
    }
  }
}
