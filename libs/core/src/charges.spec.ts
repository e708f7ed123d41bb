import type { Attempt } from './attempt.js';
import { chargesOf, chargeSentences } from './charges.js';
import type { Outcome } from './provider-error.js';

function attempt(provider: string, outcome: Outcome | null, usd: number | null = null): Attempt {
  return {
    index: 0,
    provider,
    vendorModel: 'm',
    count: 1,
    startedAt: 0,
    finishedAt: 1,
    outcome,
    taskId: null,
    delivered: 0,
    cost: usd === null ? null : { usd, source: 'list' },
    error: null,
  };
}

describe(chargesOf.name, () => {
  it.each<[string, Attempt[], string, string[]]>([
    ['nothing was sent', [], 'no', []],
    ['the order was never taken', [attempt('fal', 'not_sent', 0.1), attempt('fal', 'rejected')], 'no', []],
    ['it was for nothing', [attempt('sandbox', 'accepted', 0)], 'no', []],
    [
      'nobody can tell',
      [attempt('fal', 'unknown'), attempt('fal', 'accepted')],
      'unknown',
      ['fal may have charged for it.'],
    ],
    ['it is still under way', [attempt('fal', null)], 'unknown', ['fal may have charged for it.']],
    [
      'two orders have their price and a third has none',
      [
        attempt('openai', 'accepted', 0.034),
        attempt('openai', 'delivered', 0.068),
        attempt('fal', 'unknown'),
      ],
      'yes',
      ['openai has charged $0.10 for it.', 'fal may have charged for it.'],
    ],
  ])('says where %s', (_what, attempts, billed, sentences) => {
    const charges = chargesOf(attempts);
    expect([charges.billed, chargeSentences(charges)]).toEqual([billed, sentences]);
  });

  it('believes whoever knows that an order without a price was for nothing', () => {
    const attempts = [attempt('sd-webui', 'unknown'), attempt('openai', 'accepted', 0.0033)];
    const charges = chargesOf(attempts, () => true);
    expect([charges.billed, chargeSentences(charges)]).toEqual([
      'yes',
      ['openai has charged $0.0033 for it.'],
    ]);
    expect(chargesOf(attempts.slice(0, 1), () => true).billed).toBe('no');
  });
});
