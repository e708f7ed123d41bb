import { BridgeError, type Degradation, type ImageRequest, type Job, type Mask } from '@fusionbridge/core';
import { backends, type TestStorage } from '../../../persistence/test/backends.js';
import { ANNA, BEN, type Harness, paint, requestFor, startJobs } from '../../test/harness.js';

const ENV = { SHUTDOWN_DRAIN_SECONDS: '0' };
const FOX = requestFor({ seed: 7 });
const LOSS: Degradation = { field: 'loras', asked: 'elena:1', given: 'dropped', why: 'none there' };

describe.each(backends)('The result cache on $name', (backend) => {
  let place: TestStorage;
  let harness: Harness;

  beforeEach(async () => {
    place = await backend.create();
    harness = await startJobs(place, ENV);
  });

  afterEach(async () => {
    await harness.close();
    await place.drop();
  });

  /** Orders it and has it painted, all of it unless told otherwise. */
  async function painted(request: ImageRequest, pictures = request.count): Promise<Job> {
    const { job } = await harness.submitted({ request });
    const run = await harness.router.next();
    await run.deliver(await Promise.all(Array.from({ length: pictures }, () => paint())));
    return harness.jobs.finished(job.id);
  }

  async function use(request: ImageRequest, given = {}): Promise<unknown> {
    return (await harness.submitted({ request, ...given })).cache;
  }

  it('answers an equal request with the job that made its picture', async () => {
    const first = await painted(FOX);

    const { answer: _, ...again } = await harness.submitted({ request: requestFor({ seed: 7 }) });

    expect(again).toStrictEqual({ job: first, cache: 'hit' });
    expect(await harness.jobs.finished(again.job.id)).toStrictEqual(first);
    expect(harness.router.runs).toHaveLength(1);
  });

  it('buys 20 equals that come at once only once', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => harness.submitted({ request: requestFor({ seed: 7 }) })),
    );
    await (await harness.router.next()).deliver([await paint()]);

    const ended = await Promise.all(all.map(({ job }) => harness.jobs.finished(job.id)));

    expect(new Set(ended.map(({ id }) => id)).size).toBe(1);
    expect(all.filter(({ cache }) => cache === 'miss')).toHaveLength(1);
    expect(all.filter(({ cache }) => cache === 'hit')).toHaveLength(19);
    expect(harness.router.runs).toHaveLength(1);
  });

  it('still knows it after a restart', async () => {
    const { id } = await painted(FOX);
    const { store } = harness;
    await harness.stop();
    const next = await startJobs(place, ENV, store);
    const again = await next.submitted({ request: FOX });
    expect([again.job.id, again.cache]).toEqual([id, 'hit']);
    await next.close();
  });

  it.each<[string, Partial<ImageRequest>]>([
    ['prompt', { prompt: 'a fox' }],
    ['seed', { seed: 8 }],
    ['count', { count: 2 }],
    ['size', { size: { width: 64, height: 64 } }],
    ['format', { output: { format: 'webp', quality: null } }],
    ['quality of the file', { output: { format: null, quality: 80 } }],
    ['LoRA', { loras: [{ name: 'elena', weight: 1 }] }],
    ['fidelity', { fidelity: 'strict' }],
  ])('makes anew what differs in its %s', async (_, given) => {
    await painted(FOX);
    expect(await use(requestFor({ seed: 7, ...given }))).toBe('miss');
  });

  it('tells pictures and masks by their content', async () => {
    const size = { width: 32, height: 32 };
    const [source, same, other] = [await paint(size), await paint(size), await paint(size, 1)];
    const mask = (value: number): Mask => ({ ...size, pixels: Buffer.alloc(32 * 32, value) });
    const edit = { seed: 7, operation: 'inpaint', source, mask: mask(255) } as const;
    await painted(requestFor(edit));

    expect(await use(requestFor({ ...edit, source: same, mask: mask(255) }))).toBe('hit');
    expect(await use(requestFor({ ...edit, source: other }))).toBe('miss');
    expect(await use(requestFor({ ...edit, mask: mask(254) }))).toBe('miss');
  });

  it('has no part in what has no fixed seed, or is not to be answered so', async () => {
    await painted(FOX);
    expect(await use(requestFor())).toBe('bypass');
    expect(await use(requestFor())).toBe('bypass');
    expect(await use(FOX, { cache: false })).toBe('bypass');
  });

  it('never gives what an order outside the cache has made', async () => {
    const { job } = await harness.submitted({ request: FOX, cache: false });
    await (await harness.router.next()).deliver([await paint()]);
    await harness.jobs.finished(job.id);

    expect(await use(FOX)).toBe('miss');
  });

  it('shows a caller nothing of the others', async () => {
    await painted(FOX);
    expect(await use(FOX, { caller: BEN })).toBe('miss');
  });

  it('makes anew what the settings or the LoRAs would make otherwise now', async () => {
    await painted(FOX);
    harness.planner.settings = 'changed';
    expect(await use(FOX)).toBe('miss');
  });

  it('makes anew what has lost a file', async () => {
    const { id, results } = await painted(FOX);
    const [picture] = results;
    await harness.store.remove(picture?.hash ?? '', picture?.format ?? 'png');

    const again = await painted(FOX);

    expect(again.id).not.toBe(id);
    expect(await use(FOX)).toBe('hit');
  });

  it('keeps the files of a hit until it is answered, whoever removes them meanwhile', async () => {
    const { results } = await painted(FOX);
    await use(FOX);
    await harness.removal.remove(results);
    const [picture] = results;
    expect(await harness.store.has(picture?.hash ?? '', picture?.format ?? 'png')).toBe(true);
    expect(await use(FOX)).toBe('miss');
  });

  it('makes anew what had fewer pictures than asked', async () => {
    await painted(requestFor({ seed: 7, count: 2 }), 1);
    expect(await use(requestFor({ seed: 7, count: 2 }))).toBe('miss');
  });

  it('keeps what was left out as planned, and makes anew what fell short of it', async () => {
    harness.planner.degradations = [LOSS];
    const order = async (degradations: readonly Degradation[], seed: number): Promise<void> => {
      const { job } = await harness.submitted({ request: requestFor({ seed }) });
      await (await harness.router.next()).deliver([await paint()], { degradations });
      await harness.jobs.finished(job.id);
    };
    await order([LOSS], 1);
    await order([LOSS, { ...LOSS, field: 'steps' }], 2);

    expect(await use(requestFor({ seed: 1 }))).toBe('hit');
    expect(await use(requestFor({ seed: 2 }))).toBe('miss');
  });

  it('makes anew what failed, was cancelled or is being stopped', async () => {
    const { job: failed } = await harness.submitted({ request: FOX });
    const run = await harness.router.next();
    await run.start('paid');
    await run.finish('unknown');
    run.fail();
    await harness.jobs.finished(failed.id);

    const { job: stopped, cache } = await harness.submitted({ request: FOX });
    expect(cache).toBe('miss');
    harness.router.obeys = false;
    const cancelled = harness.jobs.cancel(stopped.id, ANNA);
    expect(await use(FOX)).toBe('miss');
    harness.router.runs.forEach((one) => one.fail());
    await cancelled;
  });

  it('goes on for the second of two who want it when the first leaves', async () => {
    const { job } = await harness.submitted({ request: FOX });
    const run = await harness.router.next();
    await harness.submitted({ request: FOX });
    harness.jobs.abandon(job.id);
    await run.deliver([await paint()]);
    expect(await harness.jobs.finished(job.id)).toMatchObject({ state: 'succeeded' });
  });

  it('comes after the key of the call: the same call again gets its own job', async () => {
    const { job: other } = await harness.submitted({ request: FOX, fingerprint: 'print', cache: false });
    await (await harness.router.next()).deliver([await paint()]);
    await harness.jobs.finished(other.id);
    await painted(FOX);

    const again = await harness.submitted({ request: FOX, fingerprint: 'print' });

    expect([again.job.id, again.cache]).toEqual([other.id, 'bypass']);
  });

  it('answers a call that is no repeat, and the key of which was never used', async () => {
    const { id } = await painted(FOX);
    const again = await harness.submitted({ request: FOX, fingerprint: 'sdk', joins: false });
    expect([again.job.id, again.cache]).toEqual([id, 'hit']);
  });

  it('leaves what cannot be planned to fail by itself', async () => {
    jest.spyOn(harness.planner, 'prepare').mockImplementation(() => {
      throw new BridgeError({ kind: 'not_found', message: 'no such model' });
    });
    expect(await use(FOX)).toBe('bypass');
  });

  it('can be switched off', async () => {
    await painted(FOX);
    const { store } = harness;
    const without = await startJobs(place, { ...ENV, RESULT_CACHE: 'off' }, store);
    const { cache, job } = await without.submitted({ request: FOX });
    expect(cache).toBeNull();
    expect(job.state).not.toBe('succeeded');
    await without.close();
  });
});
