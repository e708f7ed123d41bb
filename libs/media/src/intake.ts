import { Injectable } from '@nestjs/common';

/** One job's permission to hold pictures in memory. */
export interface IntakeSlot {
  /** Waits for room; at once when this slot is in already. */
  enter(): Promise<void>;
  /** Makes room for the next one; does nothing when the slot is not in. */
  leave(): void;
}

/** Answers in memory at once. Enough to keep two cores busy; 12 × (2 MB base64 + 1.5 MB picture) is 42 MB. */
const SLOTS = 12;

/**
 * Bounds how many answers with pictures are in memory at once. Hundreds of vendors' answers can arrive together:
 * those without room stay in the sockets, where back-pressure holds them.
 */
@Injectable()
export class Intake {
  private free = SLOTS;
  private readonly waiting: (() => void)[] = [];

  slot(): IntakeSlot {
    let entry: Promise<void> | null = null;
    return {
      enter: () => (entry ??= this.acquire()),
      leave: () => {
        void entry?.then(() => this.release());
        entry = null;
      },
    };
  }

  private acquire(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private release(): void {
    const next = this.waiting.shift();
    if (next === undefined) {
      this.free += 1;
    } else {
      next();
    }
  }
}
