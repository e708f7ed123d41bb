import { ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import { CandidateHealth } from './candidate-health.js';

const MINUTE = 60_000;

function failure(kind: ProviderErrorKind): ProviderError {
  return new ProviderError({ provider: 'acme', kind, outcome: 'rejected', message: kind });
}

describe(CandidateHealth.name, () => {
  let now: number;
  let health: CandidateHealth;

  beforeEach(() => {
    now = 1_000_000;
    health = new CandidateHealth(() => now);
  });

  function deliver(ms: number, usd: number | null = null): void {
    const ended = health.begin();
    now += ms;
    ended({ usd });
  }

  function fail(kind: ProviderErrorKind, ms: number): void {
    const ended = health.begin();
    now += ms;
    ended({ error: failure(kind) });
  }

  it('knows nothing at first, and thinks no ill', () => {
    expect([health.successRate, health.usualMs, health.usualFailureMs, health.usualUsd]).toEqual([
      1,
      null,
      null,
      null,
    ]);
    expect(health.percentile(0.5)).toBeNull();
  });

  it('tells usual times, prices and percentiles', () => {
    for (let ms = 100; ms <= 1000; ms += 100) {
      deliver(ms, 0.02);
    }
    expect(health.usualMs).toBeCloseTo(550, -1);
    expect(health.usualUsd).toBeCloseTo(0.02);
    expect([health.percentile(0.5), health.percentile(0.95)]).toEqual([500, 1000]);
  });

  it('keeps the times of the last hundred deliveries', () => {
    deliver(90_000);
    Array.from({ length: 100 }).forEach(() => deliver(10));
    expect(health.percentile(1)).toBe(10);
  });

  it('thinks worse after each failure, and forgets them with time', () => {
    fail('timeout', 1000);
    const afterOne = health.successRate;
    fail('timeout', 1000);
    const afterTwo = health.successRate;
    now += 30 * MINUTE;
    expect(afterOne).toBeCloseTo(0.5, 2);
    expect(afterTwo).toBeLessThan(afterOne);
    expect(health.successRate).toBeGreaterThan(0.99);
    expect(health.usualFailureMs).toBeCloseTo(1000);
  });

  it.each<ProviderErrorKind>([
    'validation',
    'generation_failed',
    'content_policy',
    'media_fetch',
    'cancelled',
  ])('does not hold %s against the vendor', (kind) => {
    fail(kind, 10);
    expect(health.successRate).toBe(1);
    expect(health.lastError?.error.kind).toBe(kind);
  });

  it('counts what is under way, and each end once', () => {
    const [one, two] = [health.begin(), health.begin()];
    expect(health.inFlight).toBe(2);
    one({});
    one({ error: failure('timeout') });
    two({ error: null });
    expect([health.inFlight, health.successRate]).toEqual([0, 1]);
  });

  it('takes a call that goes on far too long for half a failure before it ends', () => {
    deliver(2000);
    const before = health.successRate;
    health.begin();
    now += 3000;
    expect(health.successRate).toBe(before);
    now += 2000;
    expect(health.successRate).toBeLessThan(before);
  });
});
