import { once } from 'node:events';
import { createServer } from 'node:http';
import {
  type AttemptContext,
  BridgeError,
  type ImageProvider,
  newImageRequest,
  type Outcome,
  type Plan,
  ProviderError,
  type ProviderErrorKind,
  type ProviderImages,
  type Submission,
} from '@fusionbridge/core';
import { bridgeErrorOf, FakeProvider } from '@fusionbridge/testing';
import type { TestingModule } from '@nestjs/testing';
import sharp from 'sharp';
import { z } from 'zod';
import { black, fails, images, paints, planOf, png, routingOver, watched } from '../test/bench.js';
import { HealthBoard } from './health/health-board.js';
import { Router } from './router.js';

const task = async (): Promise<Submission> => ({ kind: 'task', taskId: 't-1' });

describe(Router.name, () => {
  let module: TestingModule | undefined;

  async function routerOver(...providers: ImageProvider[]): Promise<Router> {
    module = await routingOver(providers);
    return module.get(Router);
  }

  afterEach(async () => {
    await module?.close();
  });

  it('delivers from the first candidate and asks no other', async () => {
    const [first, second] = [new FakeProvider('first', paints), new FakeProvider('second', paints)];
    const router = await routerOver(first, second);
    const context = watched();
    const delivery = await router.run(planOf(2, first, second), context);
    expect(delivery.pictures.map((one) => [one.provider, one.seed])).toEqual([
      ['first', 100],
      ['first', 101],
    ]);
    expect(delivery).toMatchObject({ cost: { usd: 0.04, source: 'reported' }, stoppedBy: null });
    expect(delivery.degradations).toEqual([
      { field: 'steps', asked: '20', given: 'dropped', why: 'because of first' },
    ]);
    expect(second.asked).toEqual([]);
    expect(context.written.map((one) => one.outcome)).toEqual([null, 'delivered']);
  });

  it('counts a call from the moment it is decided on, so that calls that come together spread', async () => {
    const first = new FakeProvider('first', paints);
    const router = await routerOver(first);
    const inFlight = (): number | undefined =>
      module?.get(HealthBoard).of({ provider: 'first', vendorModel: 'm1' }).record.inFlight;
    const seen: (number | undefined)[] = [];
    const context = { ...watched(), onAttempt: async () => void seen.push(inFlight()) };
    await router.run(planOf(1, first), context);
    expect([seen[0], inFlight()]).toEqual([1, 0]);
  });

  it.each<[ProviderErrorKind, Outcome]>([
    ['unavailable', 'not_sent'],
    ['auth', 'rejected'],
    ['out_of_credit', 'rejected'],
    ['rate_limited', 'rejected'],
    ['validation', 'rejected'],
    ['bad_response', 'accepted'],
  ])('falls back after %s, %s', async (kind, outcome) => {
    const [first, second] = [
      new FakeProvider('first', fails(kind, outcome)),
      new FakeProvider('second', paints),
    ];
    const router = await routerOver(first, second);
    const delivery = await router.run(planOf(1, first, second), watched());
    expect(delivery.pictures.map((one) => one.provider)).toEqual(['second']);
    expect(delivery.attempts.map((one) => one.outcome)).toEqual([outcome, 'delivered']);
    expect(delivery.attempts[0]?.error).toMatchObject({ kind, message: `first says ${kind}` });
  });

  it.each<[ProviderErrorKind, Outcome]>([
    ['timeout', 'unknown'],
    ['unavailable', 'unknown'],
    ['timeout', 'accepted'],
    ['bad_response', 'unknown'],
  ])('never buys a second picture after %s, %s', async (kind, outcome) => {
    const [first, second] = [
      new FakeProvider('first', fails(kind, outcome)),
      new FakeProvider('second', paints),
    ];
    const router = await routerOver(first, second);
    const error = await bridgeErrorOf(router.run(planOf(1, first, second), watched()));
    expect(error.kind).toBe('all_failed');
    expect(error.message).toContain('first may have charged for it');
    expect(error.attempts).toHaveLength(1);
    expect(first.asked).toHaveLength(1);
    expect(second.asked).toEqual([]);
  });

  it('goes on after an unknown outcome where the work costs nothing', async () => {
    const first = new FakeProvider('first', fails('timeout', 'unknown'), { cost: 'free' });
    const second = new FakeProvider('second', paints);
    const router = await routerOver(first, second);
    const delivery = await router.run(planOf(1, first, second), watched());
    expect(delivery.pictures[0]?.provider).toBe('second');
  });

  describe('where a paid provider may have charged', () => {
    const free = { cost: 'free' as const };

    it.each<[ProviderErrorKind, Outcome]>([
      ['timeout', 'unknown'],
      ['unavailable', 'unknown'],
      ['timeout', 'accepted'],
      ['task_lost', 'accepted'],
      ['bad_response', 'unknown'],
    ])('after %s, %s still asks those that cost nothing, and no other', async (kind, outcome) => {
      const first = new FakeProvider('first', fails(kind, outcome));
      const paid = new FakeProvider('paid', paints);
      const local = new FakeProvider('local', paints, free);
      const router = await routerOver(first, paid, local);
      const delivery = await router.run(planOf(1, first, paid, local), watched());
      expect(delivery.pictures.map((one) => one.provider)).toEqual(['local']);
      expect([paid.asked, delivery.stoppedBy]).toEqual([[], null]);
    });

    it('asks no paid provider either after a free one has failed', async () => {
      const first = new FakeProvider('first', fails('timeout', 'unknown'));
      const local = new FakeProvider('local', fails('unavailable', 'not_sent'), free);
      const paid = new FakeProvider('paid', paints);
      const router = await routerOver(first, local, paid);
      const error = await bridgeErrorOf(router.run(planOf(1, first, local, paid), watched()));
      expect(error).toMatchObject({
        kind: 'all_failed',
        message: expect.stringMatching(
          /^first says timeout\. first says unavailable \(first may have charged/,
        ),
      });
      expect(error.attempts.map((one) => one.provider)).toEqual(['first', 'local']);
      expect(paid.asked).toEqual([]);
    });

    it('keeps what the paid one gave and has the rest painted for nothing', async () => {
      let calls = 0;
      const first = new FakeProvider(
        'first',
        async (request) => {
          calls += 1;
          return calls === 1 ? paints(request) : fails('timeout', 'unknown')();
        },
        { maxCount: 1 },
      );
      const [paid, local] = [new FakeProvider('paid', paints), new FakeProvider('local', paints, free)];
      const router = await routerOver(first, paid, local);
      const delivery = await router.run(planOf(2, first, paid, local), watched());
      expect(delivery.pictures.map((one) => one.provider)).toEqual(['first', 'local']);
      expect(paid.asked).toEqual([]);
    });

    it('offers nobody what was refused for its content, free or not', async () => {
      const first = new FakeProvider('first', fails('content_policy', 'accepted'));
      const local = new FakeProvider('local', paints, free);
      const router = await routerOver(first, local);
      const error = await bridgeErrorOf(router.run(planOf(1, first, local), watched()));
      expect([error.kind, local.asked]).toEqual(['content_policy', []]);
    });
  });

  it('does not offer to the next vendor what one refused for its content', async () => {
    const first = new FakeProvider('first', fails('content_policy', 'rejected'));
    const second = new FakeProvider('second', paints);
    const router = await routerOver(first, second);
    const error = await bridgeErrorOf(router.run(planOf(1, first, second), watched()));
    expect(error.kind).toBe('content_policy');
    expect(second.asked).toEqual([]);
  });

  describe('after a vendor refused the content', () => {
    const refusing = (): FakeProvider => new FakeProvider('first', fails('content_policy', 'rejected'));

    /** The last of them is asked after a refusal. */
    function planAfterRefusal(...providers: FakeProvider[]): Plan {
      const plan = planOf(1, ...providers);
      const candidates = plan.candidates.map((one, index) =>
        index === providers.length - 1 ? { ...one, afterRefusal: true } : one,
      );
      return { ...plan, candidates };
    }

    it('asks the candidates that are there for it, and no other', async () => {
      const [second, local] = [new FakeProvider('second', paints), new FakeProvider('local', paints)];
      const router = await routerOver(refusing(), second, local);
      const delivery = await router.run(planAfterRefusal(refusing(), second, local), watched());
      expect(delivery.pictures.map((one) => one.provider)).toEqual(['local']);
      expect(second.asked).toEqual([]);
    });

    it('asks them in their place like any other where nobody refuses', async () => {
      const first = new FakeProvider('first', fails('unavailable', 'not_sent'));
      const local = new FakeProvider('local', paints);
      const router = await routerOver(first, local);
      const delivery = await router.run(planAfterRefusal(first, local), watched());
      expect(delivery.pictures.map((one) => one.provider)).toEqual(['local']);
    });

    it('says that it was refused where they fail as well', async () => {
      const local = new FakeProvider('local', fails('unavailable', 'not_sent'));
      const router = await routerOver(refusing(), local);
      const error = await bridgeErrorOf(router.run(planAfterRefusal(refusing(), local), watched()));
      expect(error.kind).toBe('content_policy');
      expect(error.attempts.map(({ provider }) => provider)).toEqual(['first', 'local']);
    });
  });

  describe('of what the call itself changed', () => {
    const LORAS = [
      { name: 'grain', weight: 0.7 },
      { name: 'elena', weight: 1 },
    ];

    function planWithLoras(provider: FakeProvider, vendorModel = 'm1'): Plan {
      const plan = planOf(1, provider);
      const candidates = plan.candidates.map((one) => ({
        ...one,
        vendorModel,
        request: { ...one.request, loras: LORAS },
      }));
      return { ...plan, candidates };
    }

    it('hands on the request as it was carried out', async () => {
      const dropped = { field: 'loras', asked: 'elena:1', given: 'dropped', why: 'the server has none' };
      const first = new FakeProvider('first', async () =>
        images([await png()], { degradations: [dropped], applied: { seed: 9 } }),
      );
      const router = await routerOver(first);
      const { pictures, degradations } = await router.run(planWithLoras(first), watched());
      expect(pictures[0]?.request).toMatchObject({ loras: [{ name: 'grain', weight: 0.7 }], seed: 9 });
      expect(pictures[0]?.seed).toBe(9);
      expect(degradations).toContainEqual(dropped);
    });

    it.each([
      ['m1', 'm2', [{ field: 'model', asked: 'm1', given: 'm2', why: 'the vendor served another model' }]],
      ['m1', 'M1', []],
      ['', 'm2', []],
    ])('records the model that was served; asked for %j and served %j', async (asked, servedModel, notes) => {
      const first = new FakeProvider('first', async () => images([await png()], { servedModel }));
      const router = await routerOver(first);
      const { attempts, degradations } = await router.run(planWithLoras(first, asked), watched());
      expect(attempts[0]?.servedModel).toBe(servedModel);
      expect(degradations.filter(({ field }) => field === 'model')).toEqual(notes);
    });
  });

  it.each<[string, () => Promise<Buffer>]>([
    ['HTML in place of a picture', async () => Buffer.from('<!doctype html><title>oops</title>')],
    ['a truncated picture', async () => (await png()).subarray(0, -30)],
    ['nothing', async () => Buffer.alloc(0)],
    ['a black frame from a model that flags content', black],
  ])('takes %s for a failure and falls back', async (_case, bytes) => {
    const first = new FakeProvider('first', async () => images([await bytes()]), { flagsContent: true });
    const second = new FakeProvider('second', paints);
    const router = await routerOver(first, second);
    const delivery = await router.run(planOf(1, first, second), watched());
    expect(delivery.pictures.map((one) => one.provider)).toEqual(['second']);
    expect(delivery.attempts[0]).toMatchObject({ outcome: 'accepted', error: { kind: 'bad_response' } });
    expect(delivery.cost).toEqual({ usd: 0.08, source: 'reported' });
  });

  it('buys no second picture where the first lies ready and only its download fails', async () => {
    const url = 'http://127.0.0.1:9/picture.png';
    const first = new FakeProvider('first', async () =>
      images([], { pictures: [{ url, trustedOrigin: 'http://127.0.0.1:9', seed: 1, flagged: false }] }),
    );
    const second = new FakeProvider('second', paints);
    const router = await routerOver(first, second);
    const error = await bridgeErrorOf(router.run(planOf(1, first, second), watched()));
    expect(error.message).toContain('first painted, but the picture could not be fetched');
    expect(second.asked).toEqual([]);
  });

  it('waits for a picture that is not yet at its address', async () => {
    const bytes = await png();
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.writeHead(asked < 3 ? 404 : 200).end(asked < 3 ? '' : bytes);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const trustedOrigin = `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`;
    const first = new FakeProvider('first', async () =>
      images([], { pictures: [{ url: `${trustedOrigin}/1.png`, trustedOrigin, seed: 1, flagged: false }] }),
    );
    const second = new FakeProvider('second', paints);
    try {
      const delivery = await (await routerOver(first, second)).run(planOf(1, first, second), watched());
      expect(delivery.attempts).toMatchObject([{ provider: 'first', outcome: 'delivered' }]);
    } finally {
      server.close();
    }
  });

  it.each([
    [
      'AVIF',
      async () =>
        sharp(await png())
          .avif({ lossless: true })
          .toBuffer(),
    ],
    [
      'GIF',
      async () =>
        sharp(await png())
          .gif()
          .toBuffer(),
    ],
  ])('makes a PNG of %s, which was paid for, and says so', async (name, bytes) => {
    const first = new FakeProvider('first', async () => images([await bytes()]));
    const second = new FakeProvider('second', paints);
    const router = await routerOver(first, second);
    const { pictures, degradations } = await router.run(planOf(1, first, second), watched());
    expect(pictures).toMatchObject([
      { provider: 'first', picture: { format: 'png', width: 64, height: 64 } },
    ]);
    expect(degradations).toContainEqual(
      expect.objectContaining({ field: 'output', given: `PNG made from ${name}` }),
    );
  });

  it('lets a single-colour picture pass where the model flags nothing', async () => {
    const first = new FakeProvider('first', async () => images([await black()]));
    const router = await routerOver(first);
    await expect(router.run(planOf(1, first), watched())).resolves.toMatchObject({ stoppedBy: null });
  });

  it('keeps the good ones and asks the next candidate only for what is missing', async () => {
    const first = new FakeProvider('first', async () =>
      images([await png(), Buffer.from('no'), await png()]),
    );
    const second = new FakeProvider('second', paints);
    const router = await routerOver(first, second);
    const delivery = await router.run(planOf(4, first, second), watched());
    expect(delivery.pictures.map((one) => [one.provider, one.seed])).toEqual([
      ['first', 100],
      ['first', 102],
      ['second', 102],
      ['second', 103],
    ]);
    expect(second.asked.map((one) => one.count)).toEqual([2]);
  });

  it('delivers fewer pictures rather than none, and says so', async () => {
    const first = new FakeProvider('first', async () => images([await png()]));
    const router = await routerOver(first);
    const delivery = await router.run(planOf(3, first), watched());
    expect(delivery.pictures).toHaveLength(1);
    expect(delivery.degradations).toContainEqual(
      expect.objectContaining({ field: 'count', asked: '3', given: '1' }),
    );
  });

  it('splits the count into calls the vendor can take, seeds going on', async () => {
    const first = new FakeProvider('first', paints, { maxCount: 2 });
    const router = await routerOver(first);
    await router.run(planOf(5, first), watched());
    expect(first.asked.map((one) => [one.count, one.seed])).toEqual([
      [2, 100],
      [2, 102],
      [1, 104],
    ]);
  });

  it('takes no more pictures than were asked for', async () => {
    const first = new FakeProvider('first', async () => images([await png(), await png(), await png()]));
    const router = await routerOver(first);
    const delivery = await router.run(planOf(2, first), watched());
    expect(delivery.pictures).toHaveLength(2);
  });

  it('names every provider with its reason when all have failed', async () => {
    const first = new FakeProvider('first', fails('auth', 'rejected'));
    const second = new FakeProvider('second', fails('unavailable', 'not_sent'));
    const router = await routerOver(first, second);
    const error = await bridgeErrorOf(router.run(planOf(1, first, second), watched()));
    expect(error.kind).toBe('all_failed');
    expect(error.message).toBe('All 2 providers failed. first says auth. first says unavailable.');
    expect(error.attempts.map((one) => one.provider)).toEqual(['first', 'second']);
  });

  describe('with a task to follow', () => {
    it('writes the task id down before it waits on it', async () => {
      const context = watched();
      const seen: (string | null)[] = [];
      const first = new FakeProvider('first', task, {}, async () => {
        seen.push(context.written.at(-1)?.taskId ?? null);
        const submission = await paints(newImageRequest({}));
        if (submission.kind === 'task') {
          throw new Error('unreachable');
        }
        return submission.images;
      });
      const router = await routerOver(first);
      await router.run(planOf(1, first), context);
      expect(seen).toEqual(['t-1']);
    });

    it('looks the task up again when the connection to it breaks, and buys nothing twice', async () => {
      let looks = 0;
      const follow = async (_task: string, _context: AttemptContext): Promise<ProviderImages> => {
        looks += 1;
        if (looks < 3) {
          throw new ProviderError({
            provider: 'first',
            kind: 'unavailable',
            outcome: 'unknown',
            message: 'reset',
          });
        }
        return { pictures: [{ bytes: await png(), seed: 5, flagged: false }], cost: null, degradations: [] };
      };
      const first = new FakeProvider('first', task, { lookup: true }, follow);
      const router = await routerOver(first);
      const delivery = await router.run(planOf(1, first), watched());
      expect(delivery.pictures[0]?.seed).toBe(5);
      expect([first.asked.length, first.follows]).toEqual([1, 3]);
    });
  });

  describe('when it is stopped', () => {
    const deadline = new BridgeError({ kind: 'deadline', message: 'No picture within 600 s.' });

    it('throws the reason of the stop, with what was tried', async () => {
      const context = watched();
      const first = new FakeProvider('first', async () => {
        context.controller.abort(deadline);
        throw new ProviderError({
          provider: 'first',
          kind: 'cancelled',
          outcome: 'unknown',
          message: 'stopped',
        });
      });
      const second = new FakeProvider('second', paints);
      const router = await routerOver(first, second);
      const error = await bridgeErrorOf(router.run(planOf(1, first, second), context));
      expect(error).toMatchObject({ kind: 'deadline', message: 'No picture within 600 s.' });
      expect(error.attempts).toHaveLength(1);
      expect(second.asked).toEqual([]);
    });

    it('keeps what was bought until then', async () => {
      const context = watched();
      const first = new FakeProvider(
        'first',
        async (request) => {
          if (request.seed !== 100) {
            context.controller.abort(deadline);
            throw new ProviderError({
              provider: 'first',
              kind: 'cancelled',
              outcome: 'unknown',
              message: 'x',
            });
          }
          return paints(request);
        },
        { maxCount: 1 },
      );
      const router = await routerOver(first);
      const delivery = await router.run(planOf(2, first), context);
      expect(delivery.pictures).toHaveLength(1);
      expect(delivery.stoppedBy).toMatchObject({ kind: 'deadline' });
    });
  });
});
