/**
 * Memory for decoded pictures. A file of some kilobytes unfolds to hundreds of megabytes, so what is in work at once is
 * bounded by its size and not by its number. In the order in which it is asked for: a large picture is not passed by.
 */
export class PixelRoom {
  private free: number;
  private readonly waiting: { readonly bytes: number; begin(): void }[] = [];

  /** @param capacity In bytes */
  constructor(private readonly capacity: number) {
    this.free = capacity;
  }

  /**
   * Runs `task` once there is room for `bytes`. What needs more than there is runs alone. Not to be nested: a task that
   * waits for more room could wait for itself.
   */
  async hold<T>(bytes: number, task: () => Promise<T>): Promise<T> {
    const taken = Math.min(Math.ceil(bytes), this.capacity);
    await this.take(taken);
    try {
      return await task();
    } finally {
      this.free += taken;
      this.next();
    }
  }

  private take(bytes: number): Promise<void> {
    if (this.waiting.length === 0 && bytes <= this.free) {
      this.free -= bytes;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.waiting.push({ bytes, begin: resolve }));
  }

  private next(): void {
    for (
      let first = this.waiting[0];
      first !== undefined && first.bytes <= this.free;
      first = this.waiting[0]
    ) {
      this.waiting.shift();
      this.free -= first.bytes;
      first.begin();
    }
  }
}
