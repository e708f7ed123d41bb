import { bridgeErrorOf, FakeProvider } from '@fusionbridge/testing';
import type { TestingModule } from '@nestjs/testing';
import { paints, planOf, routingOver, watched } from '../test/bench.js';
import { QueueVendor } from '../test/queue-vendor.js';
import { Hedging } from './hedging.js';
import { Router } from './router.js';

const AT_ONCE = { HEDGE_QUEUED_SECONDS: '0.01' };

describe(Hedging.name, () => {
  let module: TestingModule;
  let first: QueueVendor;
  let second: QueueVendor;
  let run: ReturnType<Router['run']>;

  async function start(env: Record<string, string> = AT_ONCE): Promise<void> {
    module = await routingOver([first, second], env);
    run = module.get(Router).run(planOf(1, first, second), watched());
    run.catch(() => undefined);
    await first.ordered;
  }

  beforeEach(() => {
    first = new QueueVendor('first');
    second = new QueueVendor('second');
  });

  afterEach(async () => {
    await module.close();
  });

  it('asks the next one too while the first only waits, and cancels the first when the next begins', async () => {
    await start();
    await second.ordered;
    second.begin();
    second.end();
    const delivery = await run;
    expect(delivery.pictures.map((one) => one.provider)).toEqual(['second']);
    expect([first.cancelled, second.cancelled]).toEqual([1, 0]);
    expect(delivery.attempts.map(({ provider, outcome }) => [provider, outcome])).toEqual([
      ['first', 'accepted'],
      ['second', 'delivered'],
    ]);
    expect(delivery.cost).toEqual({ usd: 0.04, source: 'reported' });
  });

  it('cancels the next one when the first begins after all', async () => {
    await start();
    await second.ordered;
    first.begin();
    first.end();
    expect((await run).pictures.map((one) => one.provider)).toEqual(['first']);
    expect([first.cancelled, second.cancelled]).toEqual([0, 1]);
  });

  it('goes on with the one that is left when the other fails', async () => {
    await start();
    await second.ordered;
    second.end(second.failure('unavailable', 'rejected'));
    first.begin();
    first.end();
    const delivery = await run;
    expect(delivery.pictures.map((one) => one.provider)).toEqual(['first']);
    expect([first.cancelled, second.cancelled]).toEqual([0, 0]);
  });

  it('asks the one that was called off once more when the winner fails', async () => {
    await start();
    await second.ordered;
    second.begin();
    second.end(second.failure('bad_response', 'accepted'));
    await first.orderedAgain;
    first.begin();
    first.end();
    expect((await run).pictures.map((one) => one.provider)).toEqual(['first']);
  });

  it('stops for what one of them may have charged', async () => {
    await start();
    await second.ordered;
    second.end(second.failure('task_lost', 'accepted'));
    first.end(first.failure('unavailable', 'rejected'));
    expect((await bridgeErrorOf(run)).message).toContain('second may have charged');
  });

  it('leaves an order alone that has begun', async () => {
    await start({ HEDGE_QUEUED_SECONDS: '60' });
    first.begin();
    first.end();
    await run;
    expect(second.asked).toEqual([]);
  });

  it.each([
    ['by default', {}, {}],
    ['where the first charges for what is cancelled', { cancel: 'charged' as const }, AT_ONCE],
  ])('asks one after the other %s', async (_when, differs, env) => {
    first = new QueueVendor('first', differs);
    await start(env);
    first.end(first.failure('unavailable', 'rejected'));
    await second.ordered;
    second.end();
    expect((await run).attempts.map(({ outcome }) => outcome)).toEqual(['rejected', 'delivered']);
  });

  it('asks nobody as well whose order could not be taken back', async () => {
    const third = new FakeProvider('third', paints);
    module = await routingOver([first, third], AT_ONCE);
    const progress: string[] = [];
    run = module.get(Router).run(planOf(1, first, third), {
      ...watched(),
      log: (message) => progress.push(message),
    });
    await first.ordered;
    first.begin();
    first.end();
    await run;
    expect(third.asked).toEqual([]);
    expect(progress).toEqual([]);
  });
});
