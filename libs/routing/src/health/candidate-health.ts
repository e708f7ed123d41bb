import type { ProviderError } from '@fusionbridge/core';
import { blameFor } from './rest.js';
import { Decaying } from './decaying.js';
import { Latencies } from './latencies.js';

/** An attempt that is still under way after this many times the usual time counts as half a failure. */
const OVERDUE = 2;
const SHORTEST_OVERDUE_MS = 1000;

/** Recent statistics of one provider and model. Times in milliseconds. */
export class CandidateHealth {
  lastError: { readonly at: number; readonly error: ProviderError } | null = null;
  private readonly latencies = new Latencies();
  private readonly successes: Decaying;
  private readonly failures: Decaying;
  private readonly prices: Decaying;
  private readonly underWay = new Set<{ readonly since: number }>();

  constructor(private readonly now: () => number = Date.now) {
    this.successes = new Decaying(now);
    this.failures = new Decaying(now);
    this.prices = new Decaying(now);
  }

  /** @returns a callback for the end of the attempt: no error means success, null means no information */
  begin(): (ending: { readonly error?: ProviderError | null; readonly usd?: number | null }) => void {
    const attempt = { since: this.now() };
    this.underWay.add(attempt);
    return ({ error, usd = null }) => {
      if (!this.underWay.delete(attempt)) {
        return;
      }
      const took = this.now() - attempt.since;
      if (usd !== null) {
        this.prices.add(usd);
      }
      if (error === undefined) {
        this.successes.add(took);
        this.latencies.add(took);
      } else if (error !== null) {
        this.fail(error, took);
      }
    };
  }

  get inFlight(): number {
    return this.underWay.size;
  }

  /** Recent success rate, 0 to 1; one success is assumed beforehand, so that no candidate starts at 0. */
  get successRate(): number {
    const good = this.successes.count + 1;
    return good / (good + this.failures.count + this.overdue / 2);
  }

  /** Usual time to a picture; null if none was delivered yet. */
  get usualMs(): number | null {
    return this.successes.average;
  }

  /** Usual time until a failure; null if there was none. */
  get usualFailureMs(): number | null {
    return this.failures.average;
  }

  /** US dollars per call, from the vendor's recent charges. */
  get usualUsd(): number | null {
    return this.prices.average;
  }

  percentile(share: number): number | null {
    return this.latencies.percentile(share);
  }

  private get overdue(): number {
    const limit = Math.max(SHORTEST_OVERDUE_MS, OVERDUE * (this.usualMs ?? Number.POSITIVE_INFINITY));
    return [...this.underWay].filter(({ since }) => this.now() - since > limit).length;
  }

  private fail(error: ProviderError, took: number): void {
    this.lastError = { at: this.now(), error };
    if (blameFor(error) !== 'nobody') {
      this.failures.add(took);
    }
  }
}
