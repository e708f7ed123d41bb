import {
  type Candidate,
  type Degradation,
  newImageRequest,
  type Plan,
  type RoutePolicy,
} from '@fusionbridge/core';
import { inOrder, type Standing } from './candidate-order.js';

const UNKNOWN: Standing['record'] = {
  successRate: 1,
  usualMs: null,
  usualFailureMs: null,
  usualUsd: null,
  inFlight: 0,
};

const MASK: Degradation = { field: 'mask', asked: 'x', given: 'a hint', why: 'y' };
const RESAMPLED: Degradation = { field: 'upscaler', asked: 'x', given: 'lanczos', why: 'y' };

interface Given extends Partial<Standing['record']> {
  readonly isResting?: boolean;
  readonly loras?: number;
  readonly usd?: number;
  readonly crossesMask?: boolean;
  readonly resamples?: boolean;
}

/** The names in the order in which they would be asked; given in the order of the chain. */
function order(routing: RoutePolicy, chain: Record<string, Given>): string[] {
  const candidates = Object.entries(chain).map(([provider, given]): Candidate => {
    const loras = Array.from({ length: given.loras ?? 0 }, (_, index) => ({ name: `l${index}`, weight: 1 }));
    return {
      provider,
      vendorModel: 'm',
      request: newImageRequest({ loras }),
      degradations: [
        ...(given.crossesMask === true ? [MASK] : []),
        ...(given.resamples === true ? [RESAMPLED] : []),
      ],
      calls: 2,
      preset: null,
      estimate: given.usd === undefined ? null : { usd: given.usd, source: 'list' },
    };
  });
  const plan: Plan = {
    model: 'main',
    originalPrompt: '',
    summary: { prompt: '', by: 'none', why: 'it is short' },
    prompt: '',
    negativePrompt: '',
    loras: [],
    seed: 1,
    routing,
    candidates,
    excluded: [],
  };
  return inOrder(plan, ({ provider }) => {
    const { isResting = false, ...record } = chain[provider] ?? {};
    return { record: { ...UNKNOWN, ...record }, isResting };
  }).map(({ provider }) => provider);
}

describe(inOrder.name, () => {
  it.each<RoutePolicy>(['ordered', 'cheapest', 'fastest', 'adaptive'])(
    'asks who only resamples last, behind whoever rests, with the policy %s',
    (policy) => {
      const lanczos = { resamples: true, usd: 0, usualMs: 1 };
      const upscaler = { usd: 0.01, usualMs: 900, isResting: true };
      expect(order(policy, { lanczos, upscaler })).toEqual(['upscaler', 'lanczos']);
    },
  );

  it('keeps the chain where it is to be ordered', () => {
    expect(order('ordered', { a: { usualMs: 9000, successRate: 0.1 }, b: { usualMs: 1 }, c: {} })).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it.each<RoutePolicy>(['ordered', 'adaptive', 'cheapest', 'fastest'])(
    'asks last who rests, and first who drops the fewest LoRAs and keeps to the mask (%s)',
    (policy) => {
      expect(
        order(policy, {
          resting: { isResting: true, loras: 2 },
          without: { loras: 0 },
          crossing: { loras: 2, crossesMask: true },
          whole: { loras: 2 },
        }),
      ).toEqual(['whole', 'crossing', 'without', 'resting']);
    },
  );

  it('asks the fastest first, and those in the dark in the order of the chain', () => {
    expect(
      order('fastest', { dark: {}, slow: { usualMs: 900 }, quick: { usualMs: 100 }, darker: {} }),
    ).toEqual(['quick', 'slow', 'dark', 'darker']);
  });

  it('asks the cheapest first, by the list and else by the last bills', () => {
    expect(
      order('cheapest', { unknown: {}, billed: { usualUsd: 0.02 }, listed: { usd: 0.03 }, free: { usd: 0 } }),
    ).toEqual(['free', 'listed', 'billed', 'unknown']);
  });

  describe('adaptive', () => {
    it('weighs a quick vendor that fails against a slow one that does not', () => {
      const flaky = { usualMs: 1000, usualFailureMs: 30_000, successRate: 0.5 };
      expect(order('adaptive', { flaky, sure: { usualMs: 4000, successRate: 0.99 } })).toEqual([
        'sure',
        'flaky',
      ]);
      expect(order('adaptive', { sure: { usualMs: 4000 }, quick: { ...flaky, usualFailureMs: 10 } })).toEqual(
        ['quick', 'sure'],
      );
    });

    it('leaves it to the chain while nobody is known, and does not leave a known good one for the dark', () => {
      expect(order('adaptive', { a: {}, b: {} })).toEqual(['a', 'b']);
      expect(order('adaptive', { a: { usualMs: 2000 }, b: {} })).toEqual(['a', 'b']);
    });

    it('turns to the next one while the first is crowded or hangs', () => {
      expect(order('adaptive', { a: { usualMs: 2000, inFlight: 40 }, b: { usualMs: 3000 } })).toEqual([
        'b',
        'a',
      ]);
      expect(order('adaptive', { a: { successRate: 0.2, usualFailureMs: 60_000 }, b: {} })).toEqual([
        'b',
        'a',
      ]);
    });
  });
});
