import type { ProviderError } from '@fusionbridge/core';
import {
  circuitBreaker,
  type CircuitBreakerPolicy,
  CircuitState,
  handleAll,
  type IBackoff,
  type IHalfOpenAfterBackoffContext,
} from 'cockatiel';
import { isDecisive, restMs } from './rest.js';
import { Trust } from './trust.js';

/** Why a circuit is open, and until when at least (Unix milliseconds). */
export interface Rest {
  readonly until: number;
  readonly because: ProviderError;
}

export interface CircuitHabits {
  /** Failures in a row that open it. */
  readonly failures: number;
  readonly firstRestMs: number;
  /** Costs nothing; throws where the vendor is still away. */
  probe(): Promise<void>;
}

/** A timer may be early by a millisecond, and an open circuit would refuse the probe. */
const MARGIN_MS = 10;

/**
 * Opens when a vendor keeps failing, and finds out by itself when to close: with a probe, which costs nothing, never
 * with a client's picture. After the probe the vendor is on trial: its next failure opens the circuit again, for
 * longer.
 */
export class Circuit {
  private readonly trust: Trust;
  private readonly policy: CircuitBreakerPolicy;
  private rests = 0;
  private resting: Rest | null = null;
  private latest: ProviderError | null = null;
  private alarm: NodeJS.Timeout | undefined;

  constructor(private readonly habits: CircuitHabits) {
    this.trust = new Trust(habits.failures);
    const halfOpenAfter = { next: (context: IHalfOpenAfterBackoffContext) => this.nextRest(context) };
    this.policy = circuitBreaker(handleAll, { breaker: this.trust, halfOpenAfter });
    this.policy.onBreak(() => this.setAlarm());
  }

  /** null while it is closed. */
  get rest(): Rest | null {
    return this.policy.state === CircuitState.Closed ? null : this.resting;
  }

  /** A picture came. */
  succeeded(): void {
    this.rests = 0;
    this.tell(async () => undefined);
  }

  failed(error: ProviderError): void {
    this.latest = error;
    this.trust.isDecisive = isDecisive(error);
    this.tell(async () => {
      throw error;
    });
  }

  /** Ends its timer. */
  dispose(): void {
    clearTimeout(this.alarm);
  }

  /** An open circuit refuses the news: what was under way when it opened changes nothing. */
  private tell(news: () => Promise<void>): void {
    this.policy.execute(news).catch(() => undefined);
  }

  private nextRest({ result }: IHalfOpenAfterBackoffContext): IBackoff<IHalfOpenAfterBackoffContext> {
    this.rests += 1;
    const isProbe = 'error' in result && result.error !== this.latest;
    const duration = restMs(isProbe ? null : this.latest, this.rests, this.habits.firstRestMs);
    this.resting = this.latest === null ? null : { until: Date.now() + duration, because: this.latest };
    return { duration, next: (context) => this.nextRest(context) };
  }

  private setAlarm(): void {
    clearTimeout(this.alarm);
    const left = (this.resting?.until ?? 0) - Date.now();
    this.alarm = setTimeout(() => this.tell(() => this.habits.probe()), left + MARGIN_MS);
    this.alarm.unref();
  }
}
