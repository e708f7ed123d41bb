import { BridgeError, type Job } from '@fusionbridge/core';
import { bridgeErrorOf } from '@fusionbridge/testing';
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { backends, type TestStorage } from '../../persistence/test/backends.js';
import { ANNA, BEN, type Harness, paint, requestFor, startJobs } from '../test/harness.js';
import type { JobEvent } from './index.js';

describe.each(backends)('JobService on $name', (backend) => {
  let place: TestStorage;
  let opened: Harness[];

  beforeEach(async () => {
    place = await backend.create();
    opened = [];
  });

  afterEach(async () => {
    await Promise.all(opened.map((harness) => harness.close()));
    await place.drop();
  });

  async function started(env: Record<string, string> = {}): Promise<Harness> {
    const harness = await startJobs(place, { SHUTDOWN_DRAIN_SECONDS: '0', ...env });
    opened.push(harness);
    return harness;
  }

  describe('the way of a job', () => {
    it('goes from the order to the picture', async () => {
      const { jobs, router, store, submit } = await started();
      const order = await submit({ request: requestFor({ prompt: 'a red door' }) });

      await (await router.next()).deliver([await paint()]);
      const job = await jobs.finished(order.id);

      expect(job).toMatchObject({
        id: order.id,
        caller: ANNA,
        dialect: 'openai',
        state: 'succeeded',
        plan: { originalPrompt: 'a red door', prompt: 'a red door, finely painted' },
        attempts: [{ provider: 'paid', outcome: 'delivered' }],
        results: [{ format: 'png', width: 32, height: 32, seed: 100, provider: 'paid', vendorModel: 'm1' }],
        cost: { usd: 0.04, source: 'reported' },
        error: null,
        progress: { fraction: 1 },
      });
      const [result] = job.results;
      expect(result?.id).toMatch(/^[0-9a-f]{32}$/);
      expect(await store.read(result?.hash ?? '', 'png')).toHaveLength(result?.byteLength ?? 0);
    });

    it('is the same job from the database as it was from memory', async () => {
      const { jobs, router, submit } = await started();
      const { id } = await submit();
      await (await router.next()).deliver([await paint(), await paint(undefined, 1)]);

      const told = await jobs.finished(id);

      expect(await jobs.get(id, ANNA)).toStrictEqual(told);
      expect(await jobs.finished(id)).toStrictEqual(told);
      expect(await jobs.cancel(id, ANNA)).toStrictEqual(told);
    });

    it('keeps what it was made from in the store and fetches it again', async () => {
      const { jobs, router, repository, store, submit } = await started();
      const source = await paint();
      const mask = { width: 32, height: 32, pixels: Buffer.alloc(32 * 32, 0).fill(255, 512) };
      const request = requestFor({
        operation: 'inpaint',
        source,
        mask,
        references: [await paint(undefined, 3)],
      });
      const keep = jest.spyOn(store, 'keep');
      const { id } = await submit({ request });
      await (await router.next()).deliver([await paint(undefined, 1)]);
      await jobs.finished(id);

      // Source, mask, reference, and what was painted; the plan names the same ones again.
      expect(keep).toHaveBeenCalledTimes(4);
      const kept = await repository.find(id);
      const job = await jobs.get(id, ANNA);

      expect(kept?.request.source).toMatchObject({ format: 'png', width: 32, height: 32 });
      expect(JSON.stringify(kept).length).toBeLessThan(8_000);
      expect(job.request).toStrictEqual(request);
      expect(job.plan?.candidates[0]?.request.mask).toStrictEqual(mask);
    });

    it('hands out a picture by its id, and no other', async () => {
      const { jobs, router, submit } = await started();
      const { id } = await submit();
      await (await router.next()).deliver([await paint()]);
      const { results } = await jobs.finished(id);

      expect(await jobs.picture(results[0]?.id ?? '')).toStrictEqual(results[0]);
      expect(await bridgeErrorOf(jobs.picture('00'))).toMatchObject({ kind: 'not_found' });
    });

    it('is written down before the vendor is called, and again with the task id', async () => {
      const { router, repository, submit } = await started();
      const { id } = await submit();
      expect(await repository.find(id)).toMatchObject({ state: 'queued', attempts: [] });
      const run = await router.next();

      await run.start('paid');
      expect(await repository.find(id)).toMatchObject({
        state: 'running',
        plan: { prompt: 'a lighthouse, finely painted' },
        attempts: [{ provider: 'paid', outcome: null, taskId: null }],
      });

      await run.finish('rejected', 'rate_limited');
      await run.start('gentle', 'task-7');
      expect(await repository.find(id)).toMatchObject({
        attempts: [
          { provider: 'paid', outcome: 'rejected', error: { kind: 'rate_limited' } },
          { provider: 'gentle', outcome: null, taskId: 'task-7' },
        ],
      });
      run.fail();
    });

    it('sends nothing that could not be written down', async () => {
      const { jobs, router, repository, submit } = await started();
      jest.spyOn(repository, 'begin').mockRejectedValue(new Error('disk full'));
      const { id } = await submit();
      const run = await router.next();

      await run.start();

      expect(run.context.signal.aborted).toBe(true);
      expect(await jobs.finished(id)).toMatchObject({
        state: 'failed',
        error: { kind: 'internal', message: expect.stringContaining('sent nothing') },
      });
    });

    it('tells the router that a task id could not be written, and goes on with an order that is placed', async () => {
      const { jobs, router, repository, submit } = await started();
      jest.spyOn(repository, 'saveAttempts').mockRejectedValue(new Error('disk full'));
      const { id } = await submit();
      const run = await router.next();

      await expect(run.start('paid', 'task-7')).rejects.toThrow('could not write the job down');
      await run.deliver([await paint()]);

      expect(await jobs.finished(id)).toMatchObject({ state: 'succeeded', attempts: [{ taskId: 'task-7' }] });
    });

    it('gives the picture out although its end could not be written', async () => {
      const { jobs, router, repository, submit } = await started();
      jest.spyOn(repository, 'finish').mockRejectedValue(new Error('disk full'));
      const { id } = await submit();
      const ended = jobs.finished(id);

      await (await router.next()).deliver([await paint()]);

      expect((await ended).results).toHaveLength(1);
      expect(jobs.counts()).toStrictEqual({ queued: 0, running: 0 });
    });

    it('refuses an order it cannot write down', async () => {
      const { jobs, repository, submit } = await started();
      jest.spyOn(repository, 'insert').mockRejectedValue(new Error('disk full'));

      await expect(submit()).rejects.toThrow('disk full');
      expect(jobs.active(ANNA)).toStrictEqual([]);
    });
  });

  describe('failures', () => {
    it('tells what the planner says', async () => {
      const { jobs, planner, repository, submit } = await started();
      planner.before = async () => {
        throw new BridgeError({ kind: 'not_found', field: 'model', message: 'No such model.' });
      };

      const job = await jobs.finished((await submit()).id);

      expect(job).toMatchObject({
        state: 'failed',
        plan: null,
        error: { kind: 'not_found', field: 'model', message: 'No such model.' },
      });
      expect(await repository.find(job.id)).toMatchObject({ state: 'failed', startedAt: job.startedAt });
    });

    it('tells what the router says, with every attempt', async () => {
      const { jobs, router, submit } = await started();
      const { id } = await submit();
      const run = await router.next();
      await run.start('paid');
      await run.finish('rejected', 'auth');
      run.fail();

      expect(await jobs.finished(id)).toMatchObject({
        state: 'failed',
        error: { kind: 'all_failed', message: 'All failed.' },
        attempts: [{ outcome: 'rejected' }],
        plan: { model: 'main' },
      });
    });

    it('says no more than that it is ours when something breaks', async () => {
      const { jobs, planner, submit } = await started();
      planner.before = async () => {
        throw new TypeError('cannot read /home/someone/secret');
      };

      const { state, error } = await jobs.finished((await submit()).id);

      expect(state).toBe('failed');
      expect(error).toStrictEqual({
        kind: 'internal',
        message: 'Something went wrong inside the bridge. Its log says more.',
        field: null,
      });
    });

    it('leaves no attempt open when the router breaks', async () => {
      const { jobs, router, submit } = await started();
      const { id } = await submit();
      const run = await router.next();
      await run.start('paid', 'task-7');
      run.fail(new TypeError('broken'));

      expect((await jobs.finished(id)).attempts).toMatchObject([{ outcome: 'accepted', taskId: 'task-7' }]);
    });
  });

  describe('the queue', () => {
    it('runs no more than it may, in order', async () => {
      const { jobs, router, submit } = await started({ MAX_CONCURRENT_JOBS: '2' });
      const orders: Job[] = [];
      for (const prompt of ['one', 'two', 'three', 'four']) {
        orders.push(await submit({ request: requestFor({ prompt }) }));
      }
      const first = await router.next();
      const second = await router.next();
      expect(jobs.counts()).toStrictEqual({ queued: 2, running: 2 });
      expect(jobs.active(ANNA).map((job) => job.state)).toStrictEqual([
        'running',
        'running',
        'queued',
        'queued',
      ]);

      await second.deliver([await paint()]);
      const third = await router.next();
      first.fail();
      const fourth = await router.next();

      expect([first, second, third, fourth].map((run) => run.plan.originalPrompt)).toStrictEqual([
        'one',
        'two',
        'three',
        'four',
      ]);
      expect(router.most).toBe(2);
      third.fail();
      fourth.fail();
      await Promise.all(orders.map((job) => jobs.finished(job.id)));
      expect(jobs.counts()).toStrictEqual({ queued: 0, running: 0 });
    });

    it('keeps the place of a job that was stopped until its work has really ended', async () => {
      const { jobs, router, repository, submit } = await started({ MAX_CONCURRENT_JOBS: '1' });
      router.obeys = false;
      const one = await submit();
      const two = await submit();
      const run = await router.next();

      const ended = jobs.cancel(one.id, ANNA);
      expect(await repository.find(two.id)).toMatchObject({ state: 'queued' });
      run.fail(run.context.signal.reason);
      expect((await ended).state).toBe('cancelled');
      (await router.next()).fail();
      await jobs.finished(two.id);

      expect(router.most).toBe(1);
    });
  });

  describe('callers', () => {
    it('keeps the jobs of one caller from the others', async () => {
      const { jobs, router, submit } = await started();
      const { id } = await submit();
      const run = await router.next();
      const hidden = { kind: 'not_found', message: `There is no job '${id}'.` };

      expect(await bridgeErrorOf(jobs.get(id, BEN))).toMatchObject(hidden);
      expect(await bridgeErrorOf(jobs.cancel(id, BEN))).toMatchObject(hidden);
      expect(await bridgeErrorOf(firstValueFrom(jobs.events(id, BEN)))).toMatchObject(hidden);
      expect(jobs.active(BEN)).toStrictEqual([]);
      expect(run.context.signal.aborted).toBe(false);

      run.fail();
      await jobs.finished(id);
      expect(await bridgeErrorOf(jobs.get(id, BEN))).toMatchObject(hidden);
      expect(await bridgeErrorOf(jobs.cancel(id, BEN))).toMatchObject(hidden);
      expect(await bridgeErrorOf(firstValueFrom(jobs.events(id, BEN)))).toMatchObject(hidden);
    });

    it('knows no job that was never submitted', async () => {
      const { jobs } = await started();

      expect(await bridgeErrorOf(jobs.finished('nobody'))).toMatchObject({ kind: 'not_found' });
      expect(() => jobs.abandon('nobody')).not.toThrow();
    });
  });

  describe('events', () => {
    it('begin with the present and end with the end', async () => {
      const { jobs, router, submit } = await started();
      const { id } = await submit();
      const run = await router.next();
      const events = lastValueFrom(jobs.events(id, ANNA).pipe(toArray()));

      await run.start();
      run.context.onProgress({ fraction: 0.5, step: 10, steps: 20, preview: null, note: 'painting' });
      await run.deliver([await paint()]);

      expect((await events).map(brief)).toStrictEqual([
        'state running 0 [] 0',
        'attempt running 0 [null] 0',
        'progress running 0.5 [null] 0',
        'attempt running 0.5 [delivered] 0',
        'state succeeded 1 [delivered] 1',
      ]);
    });

    it('of a job that is over are its end alone', async () => {
      const { jobs, router, submit } = await started();
      const { id } = await submit();
      (await router.next()).fail();
      const job = await jobs.finished(id);

      const events = await lastValueFrom(jobs.events(id, ANNA).pipe(toArray()));

      expect(events).toStrictEqual([{ type: 'state', job }]);
    });
  });
});

function brief({ type, job }: JobEvent): string {
  const outcomes = job.attempts.map((attempt) => String(attempt.outcome)).join(', ');
  return `${type} ${job.state} ${job.progress.fraction} [${outcomes}] ${job.results.length}`;
}
