const REMEMBERED = 100;

/** The times of the last hundred deliveries. */
export class Latencies {
  private readonly times: number[] = [];

  add(ms: number): void {
    this.times.push(ms);
    if (this.times.length > REMEMBERED) {
      this.times.shift();
    }
  }

  /** @param share 0 to 1. @returns null if nothing was delivered */
  percentile(share: number): number | null {
    const sorted = this.times.toSorted((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  }
}
