import { Injectable } from '@nestjs/common';

/** One job's permission to hold a response with pictures in memory. */
export interface InFlightSlot {
  /** Resolves when there is room; at once if this slot has entered already. */
  enter(): Promise<void>;
  /** Makes room for the next one; does nothing if the slot has not entered. */
  leave(): void;
}

/** Enough to keep two cores busy; 12 × (2 MB base64 + 1.5 MB picture) is 42 MB. */
const SLOTS = 12;

/**
 * Limits how many vendor responses with pictures are in memory at the same time. Hundreds can arrive together: the rest
 * stay in their sockets, held by back-pressure.
 */
@Injectable()
export class InFlightLimiter {
  private free = SLOTS;
  private readonly waiting: (() => void)[] = [];

  slot(): InFlightSlot {
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
