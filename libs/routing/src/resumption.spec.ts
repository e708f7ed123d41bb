import { type Attempt, ProviderError, type ProviderImages } from '@fusionbridge/core';
import { bridgeErrorOf, FakeProvider } from '@fusionbridge/testing';
import type { TestingModule } from '@nestjs/testing';
import { paints, planOf, png, routingOver, watched } from '../test/bench.js';
import { Router } from './router.js';

function former(given: Partial<Attempt> = {}): Attempt {
  return {
    index: 0,
    provider: 'first',
    vendorModel: 'm1',
    count: 1,
    startedAt: 1_795_000_000_000,
    finishedAt: null,
    outcome: null,
    taskId: 'task-1',
    delivered: 0,
    cost: null,
    error: null,
    ...given,
  };
}

const hasIt = async (): Promise<ProviderImages> => ({
  pictures: [{ bytes: await png(), seed: 5, flagged: false }],
  cost: { usd: 0.04, source: 'reported' },
  degradations: [],
});

describe('taking up a run that was cut off', () => {
  let module: TestingModule;
  let second: FakeProvider;

  beforeEach(() => {
    second = new FakeProvider('second', paints);
  });

  afterEach(async () => {
    await module.close();
  });

  async function resume(
    first: FakeProvider,
    attempts: readonly Attempt[],
    { count = 1, env = {} }: { count?: number; env?: Record<string, string> } = {},
  ): ReturnType<Router['resume']> {
    module = await routingOver([first, second], env);
    return module.get(Router).resume(planOf(count, first, second), attempts, watched());
  }

  function lost(outcome: 'accepted' | 'unknown' = 'accepted') {
    return async (): Promise<ProviderImages> => {
      throw new ProviderError({ provider: 'first', kind: 'task_lost', outcome, message: 'no such task' });
    };
  }

  it('fetches what was ordered and orders nothing', async () => {
    const first = new FakeProvider('first', paints, {}, hasIt);
    const delivery = await resume(first, [former()]);
    expect(delivery.pictures.map(({ provider, seed }) => [provider, seed])).toEqual([['first', 5]]);
    expect(delivery.attempts).toMatchObject([{ index: 0, taskId: 'task-1', outcome: 'delivered' }]);
    expect([first.asked.length, second.asked.length, first.follows]).toEqual([0, 0, 1]);
  });

  it('fetches again what had been delivered and was not kept yet, each once', async () => {
    const first = new FakeProvider('first', paints, { maxCount: 1 }, hasIt);
    const delivery = await resume(
      first,
      [former({ outcome: 'delivered', delivered: 1, finishedAt: 1 }), former({ index: 1, taskId: 'task-2' })],
      { count: 2 },
    );
    expect(delivery.pictures).toHaveLength(2);
    expect([first.asked.length, first.follows]).toEqual([0, 2]);
  });

  it('goes on with the next candidate where the last order was refused', async () => {
    const refused = async (): Promise<ProviderImages> => {
      throw new ProviderError({
        provider: 'first',
        kind: 'bad_response',
        outcome: 'accepted',
        message: 'it failed',
      });
    };
    const first = new FakeProvider('first', paints, {}, refused);
    const delivery = await resume(first, [former()]);
    expect(delivery.pictures.map(({ provider }) => provider)).toEqual(['second']);
    expect(first.asked).toEqual([]);
  });

  it('buys nothing where the vendor has lost the order, unless it may', async () => {
    const error = await bridgeErrorOf(resume(new FakeProvider('first', paints, {}, lost()), [former()]));
    expect(error.message).toContain('first may have charged');
    await module.close();
    const delivery = await resume(new FakeProvider('first', paints, {}, lost()), [former()], {
      env: { REPURCHASE: 'after-lookup' },
    });
    expect(delivery.pictures.map(({ provider }) => provider)).toEqual(['second']);
  });

  it('does not know what became of an order without an id', async () => {
    const first = new FakeProvider('first', paints, {}, hasIt);
    const error = await bridgeErrorOf(resume(first, [former({ taskId: null })]));
    expect(error.attempts).toMatchObject([{ outcome: 'unknown', error: { kind: 'unavailable' } }]);
    expect([first.asked.length, second.asked.length]).toEqual([0, 0]);
  });

  it('asks those that cost nothing for what a former run may have bought', async () => {
    const first = new FakeProvider('first', paints, {}, lost());
    const local = new FakeProvider('second', paints, { cost: 'free' });
    module = await routingOver([first, local]);
    const delivery = await module.get(Router).resume(planOf(1, first, local), [former()], watched());
    expect(delivery.pictures.map(({ provider }) => provider)).toEqual(['second']);
  });

  it('passes over those that had refused', async () => {
    const first = new FakeProvider('first', paints, {}, hasIt);
    const delivery = await resume(first, [former({ outcome: 'rejected', taskId: null, finishedAt: 1 })]);
    expect(delivery.pictures.map(({ provider }) => provider)).toEqual(['second']);
    expect(first.follows).toBe(0);
  });
});

describe('an order whose id was known before it was sent', () => {
  let module: TestingModule;

  afterEach(async () => {
    await module.close();
  });

  function unanswered(follow: () => Promise<ProviderImages>): FakeProvider {
    return new FakeProvider(
      'first',
      async (_request, context) => {
        await context.onTask('own-id');
        throw new ProviderError({
          provider: 'first',
          kind: 'timeout',
          outcome: 'unknown',
          message: 'first did not answer',
        });
      },
      { lookup: true },
      follow,
    );
  }

  it('is looked up when the vendor does not answer', async () => {
    const first = unanswered(hasIt);
    module = await routingOver([first]);
    const context = watched();
    const delivery = await module.get(Router).run(planOf(1, first), context);
    expect(delivery.pictures).toHaveLength(1);
    expect([first.asked.length, first.follows]).toEqual([1, 1]);
    expect(context.written.map(({ taskId }) => taskId)).toEqual([null, 'own-id', 'own-id']);
  });

  it.each([
    ['never', null],
    ['after-lookup', 'second'],
  ])('with REPURCHASE=%s, and the vendor does not know it', async (REPURCHASE, painter) => {
    const first = unanswered(async () => {
      throw new ProviderError({
        provider: 'first',
        kind: 'task_lost',
        outcome: 'unknown',
        message: 'first does not know the order',
      });
    });
    const second = new FakeProvider('second', paints);
    module = await routingOver([first, second], { REPURCHASE });
    const delivery = await module
      .get(Router)
      .run(planOf(1, first, second), watched())
      .catch(() => null);
    expect(delivery?.pictures[0]?.provider ?? null).toBe(painter);
    expect(first.follows).toBe(1);
  });
});
