import type { Attempt } from './attempt.js';
import type { Cost } from './provider.js';
import { totalCost } from './total-cost.js';

function attempt(cost: Cost | null): Attempt {
  return {
    index: 0,
    provider: 'p',
    vendorModel: 'm',
    count: 1,
    startedAt: 0,
    finishedAt: 1,
    outcome: 'accepted',
    taskId: null,
    delivered: 0,
    cost,
    error: null,
  };
}

describe(totalCost, () => {
  it('is unknown where nobody named a price', () => {
    expect(totalCost([])).toBeNull();
    expect(totalCost([attempt(null)])).toBeNull();
  });

  it('adds what is known, and is no surer than its weakest part', () => {
    const reported = attempt({ usd: 0.25, source: 'reported' });
    const listed = attempt({ usd: 0.5, source: 'list' });
    const free = attempt({ usd: 0, source: 'free' });

    expect(totalCost([free])).toStrictEqual({ usd: 0, source: 'free' });
    expect(totalCost([reported, attempt(null), free])).toStrictEqual({ usd: 0.25, source: 'reported' });
    expect(totalCost([reported, listed])).toStrictEqual({ usd: 0.75, source: 'list' });
  });
});
