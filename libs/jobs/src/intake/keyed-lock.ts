/** Lets work under the same key run one after the other, and work under different keys side by side. */
export class KeyedLock {
  private readonly last = new Map<string, Promise<void>>();

  /** Under all keys. Who takes several has to name them in the same order as everybody else. */
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
