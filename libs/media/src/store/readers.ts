/** Counts the readers of each file: a response may open a file late, and it must not be removed before. */
export class Readers {
  private readonly counts = new Map<string, number>();

  /** Call `done` of the answer once, when the last file is read. */
  begin(hashes: readonly string[]): { done(): void } {
    hashes.forEach((hash) => this.add(hash, 1));
    return { done: () => hashes.forEach((hash) => this.add(hash, -1)) };
  }

  has(hash: string): boolean {
    return this.counts.has(hash);
  }

  private add(hash: string, one: 1 | -1): void {
    const count = (this.counts.get(hash) ?? 0) + one;
    if (count > 0) {
      this.counts.set(hash, count);
    } else {
      this.counts.delete(hash);
    }
  }
}
