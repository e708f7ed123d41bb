import type { ProviderError } from '@fusionbridge/core';
import { isDecisive, restMs } from './rest.js';

/** The error that opened a circuit, and the time of the next probe (Unix milliseconds). */
export interface Rest {
  readonly until: number;
  readonly because: ProviderError;
}

/** setTimeout fires immediately for longer delays. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface CircuitOptions {
  /** Consecutive failures that open it. */
  readonly failures: number;
  readonly firstRestMs: number;
  /** Must be free of charge; rejects while the vendor is still unavailable. */
  probe(): Promise<void>;
}

/**
 * A circuit breaker. It opens when a vendor keeps failing and closes by itself after a successful probe, which costs
 * nothing; a client's request is never used as a probe. A probe proves little, so until the vendor delivers, its next
 * failure opens the circuit again, for longer.
 */
export class Circuit {
  private consecutiveFailures = 0;
  private isOnTrial = false;
  /** Cooldowns since the last success. */
  private rests = 0;
  private current: Rest | null = null;
  private timer: NodeJS.Timeout | undefined;
  private isDisposed = false;

  constructor(private readonly options: CircuitOptions) {}

  /** null while the circuit is closed. */
  get rest(): Rest | null {
    return this.current;
  }

  /** The vendor delivered a picture. */
  succeeded(): void {
    this.rests = 0;
    if (this.current === null) {
      this.close({ isOnTrial: false });
    }
  }

  /** Ignored while the circuit is open: the call started before it opened. */
  failed(error: ProviderError): void {
    if (this.current !== null) {
      return;
    }
    this.consecutiveFailures += 1;
    if (isDecisive(error) || this.isOnTrial || this.consecutiveFailures >= this.options.failures) {
      this.open(error, restMs(error, this.rests + 1, this.options.firstRestMs));
    }
  }

  /** Stops probing. */
  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.timer);
  }

  private open(because: ProviderError, ms: number): void {
    this.rests += 1;
    this.current = { until: Date.now() + ms, because };
    this.timer = setTimeout(() => void this.probe(because), Math.min(ms, LONGEST_TIMER_MS)).unref();
  }

  private close({ isOnTrial }: { readonly isOnTrial: boolean }): void {
    this.current = null;
    this.consecutiveFailures = 0;
    this.isOnTrial = isOnTrial;
  }

  private async probe(because: ProviderError): Promise<void> {
    const isBack = await this.options.probe().then(
      () => true,
      () => false,
    );
    if (this.isDisposed) {
      return;
    }
    if (isBack) {
      this.close({ isOnTrial: true });
    } else {
      this.open(because, restMs(null, this.rests + 1, this.options.firstRestMs));
    }
  }
}
