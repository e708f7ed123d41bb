/** What a simulated vendor has seen since its start or its last reset. */
export interface SimulatorState {
  /** Orders for pictures that arrived, whatever became of them. A second one for the same picture is a bug. */
  readonly submissions: number;
  /** Orders the vendor worked on, so that it would send a bill. */
  readonly charges: number;
  /** Answers with pictures that left completely. */
  readonly deliveries: number;
  /** Running orders that were stopped by the client, and streams that it did not read to their end. */
  readonly cancellations: number;
  /** All requests, free ones too. */
  readonly requests: number;
}

/** Counts, and tells those who wait for a submission. */
export class Counters {
  submissions = 0;
  charges = 0;
  deliveries = 0;
  cancellations = 0;
  private waiting: { charges: number; resolve: () => void }[] = [];

  charge(): void {
    this.charges += 1;
    const due = this.waiting.filter((one) => one.charges <= this.charges);
    this.waiting = this.waiting.filter((one) => !due.includes(one));
    due.forEach((one) => one.resolve());
  }

  /** Resolves when the vendor has started to work on `charges` orders. */
  async reached(charges: number): Promise<void> {
    if (this.charges < charges) {
      await new Promise<void>((resolve) => this.waiting.push({ charges, resolve }));
    }
  }

  clear(): void {
    this.submissions = 0;
    this.charges = 0;
    this.deliveries = 0;
    this.cancellations = 0;
  }
}
