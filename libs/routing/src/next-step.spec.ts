import { type Outcome, ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import { PAID_ALL_ROUNDER } from '@fusionbridge/testing';
import { nextStepAfter, type Stakes } from './next-step.js';

const CAREFUL: Stakes = { repurchase: 'never', usd: 0.1, limitUsd: 0.5 };

function step(
  kind: ProviderErrorKind,
  outcome: Outcome,
  given: Partial<Stakes> = {},
  cost: 'list' | 'free' = 'list',
) {
  const error = new ProviderError({ provider: 'acme', kind, outcome, message: 'no' });
  return nextStepAfter(error, { ...PAID_ALL_ROUNDER, cost }, { ...CAREFUL, ...given });
}

describe(nextStepAfter.name, () => {
  it.each<[ProviderErrorKind, Outcome]>([
    ['unavailable', 'not_sent'],
    ['auth', 'rejected'],
    ['bad_response', 'accepted'],
    ['validation', 'accepted'],
    ['media_fetch', 'accepted'],
  ])('goes on after %s, %s: nothing more can be charged', (kind, outcome) => {
    expect(step(kind, outcome)).toEqual({ go: 'on' });
  });

  it('never offers elsewhere what was refused for its content', () => {
    expect(step('content_policy', 'rejected', { repurchase: 'eager' })).toMatchObject({ go: 'stop' });
  });

  it.each<[ProviderErrorKind, Outcome, Stakes['repurchase'], 'on' | 'free-only']>([
    ['timeout', 'unknown', 'never', 'free-only'],
    ['timeout', 'unknown', 'after-lookup', 'free-only'],
    ['timeout', 'unknown', 'eager', 'on'],
    ['task_lost', 'unknown', 'never', 'free-only'],
    ['task_lost', 'unknown', 'after-lookup', 'on'],
    ['task_lost', 'accepted', 'after-lookup', 'on'],
    ['bad_response', 'unknown', 'never', 'free-only'],
    ['timeout', 'accepted', 'after-lookup', 'free-only'],
  ])('after %s, %s with REPURCHASE=%s: %s', (kind, outcome, repurchase, go) => {
    expect(step(kind, outcome, { repurchase })).toMatchObject({ go });
    expect(step(kind, outcome, { repurchase }, 'free')).toEqual({ go: 'on' });
  });

  it('risks no more than it may', () => {
    expect(step('timeout', 'unknown', { repurchase: 'eager', usd: 0.51 })).toEqual({
      go: 'free-only',
      why: 'buying it again would put $0.51 at risk, and MONEY_AT_RISK_USD allows $0.50',
    });
    expect(step('timeout', 'unknown', { repurchase: 'eager', usd: 0.5 })).toEqual({ go: 'on' });
  });
});
