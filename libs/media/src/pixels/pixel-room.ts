/**
 * Limits the memory for decoded pictures. A file of some kilobytes can expand to hundreds of megabytes, so the limit is
 * on bytes, not on the number of pictures. First come, first served, so that a large picture is not starved.
 */
export class PixelRoom {
  private free: number;
  private readonly waiting: { readonly bytes: number; begin(): void }[] = [];

  /** @param capacity In bytes */
  constructor(private readonly capacity: number) {
    this.free = capacity;
  }

  /**
   * Runs `task` once there is room for `bytes`. A task that needs more than the capacity runs alone. Must not be
   * nested: a task that waits for more room could wait for itself.
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
