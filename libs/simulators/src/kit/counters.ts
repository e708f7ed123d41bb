/** Counters of a simulated vendor since its start or its last reset. */
export interface SimulatorState {
  /** Picture orders received, whatever their outcome. A second one for the same picture is a bug. */
  readonly submissions: number;
  /** Orders the vendor worked on and would bill. */
  readonly charges: number;
  /** Responses with pictures that were sent completely. */
  readonly deliveries: number;
  /** Running orders that were stopped by the client, and streams that it did not read to their end. */
  readonly cancellations: number;
  /** All requests, free ones too. */
  readonly requests: number;
}

/** Counts requests and notifies waiting tests of submissions. */
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
