import { type Attempt, type AttemptContext, BridgeError, type Submission } from '@fusionbridge/core';
import { FakeProvider } from '@fusionbridge/testing';
import { images, planOf, png, routingOver, watched, type Watched } from '../test/bench.js';
import { Router } from './router.js';

const AWAY = new BridgeError({ kind: 'unavailable', message: 'The database is away.', retryAfterMs: 5000 });

/** A job whose database takes everything but ids of tasks. */
function takesNoTaskIds(): Watched {
  const context = watched();
  return {
    ...context,
    onAttempt: async (attempt: Attempt) => {
      if (attempt.taskId !== null && attempt.outcome === null) {
        throw AWAY;
      }
      await context.onAttempt(attempt);
    },
  };
}

describe('An id that cannot be written down', () => {
  it('keeps an order that is named by us from being sent, and ends the job so that it can be asked again', async () => {
    let sent = 0;
    const submit = async (_: unknown, { onTask }: AttemptContext): Promise<Submission> => {
      await onTask('ours');
      sent += 1;
      return images([await png()]);
    };
    const first = new FakeProvider('first', submit, { lookup: true });
    const second = new FakeProvider('second', submit, { lookup: true });
    const module = await routingOver([first, second]);
    const context = takesNoTaskIds();

    const run = module.get(Router).run(planOf(1, first, second), context);

    await expect(run).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'The database is away.',
      retryAfterMs: 5000,
      attempts: [{ provider: 'first', outcome: 'not_sent' }],
    });
    expect([sent, first.follows, second.asked.length]).toStrictEqual([0, 0, 0]);
    expect(context.written.map(({ outcome }) => outcome)).toStrictEqual([null, 'not_sent']);
    await module.close();
  });

  it('does not lose the picture of an order that is placed', async () => {
    const first = new FakeProvider(
      'first',
      async () => ({ kind: 'task', taskId: 'theirs' }),
      { lookup: true },
      async () => ({
        pictures: [{ bytes: await png(), seed: 5, flagged: false }],
        cost: null,
        degradations: [],
      }),
    );
    const module = await routingOver([first]);

    const delivery = await module.get(Router).run(planOf(1, first), takesNoTaskIds());

    expect(delivery.pictures).toHaveLength(1);
    expect(delivery.attempts).toMatchObject([{ outcome: 'delivered', taskId: 'theirs' }]);
    await module.close();
  });
});
