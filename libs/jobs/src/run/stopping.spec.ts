import { bridgeErrorOf } from '@fusionbridge/testing';
import { backends, type TestStorage } from '../../../persistence/test/backends.js';
import { holdClock } from '../../test/clock.js';
import { ANNA, type Harness, paint, requestFor, startJobs } from '../../test/harness.js';

describe.each(backends)('Stopping a job on $name', (backend) => {
  let place: TestStorage;
  let harness: Harness;

  async function started(env: Record<string, string> = {}): Promise<Harness> {
    harness = await startJobs(place, { SHUTDOWN_DRAIN_SECONDS: '0', ...env });
    return harness;
  }

  beforeEach(async () => {
    place = await backend.create();
  });

  afterEach(async () => {
    jest.useRealTimers();
    await harness.close();
    await place.drop();
  });

  describe('cancel', () => {
    it('takes a queued job out of the queue at once', async () => {
      const { jobs, router, repository, submit } = await started({ MAX_CONCURRENT_JOBS: '1' });
      const one = await submit();
      const two = await submit();
      const run = await router.next();

      const job = await jobs.cancel(two.id, ANNA);

      expect(job).toMatchObject({ state: 'cancelled', startedAt: null, error: { kind: 'cancelled' } });
      expect(await repository.find(two.id)).toMatchObject({ state: 'cancelled', attempts: [] });
      expect(jobs.counts()).toStrictEqual({ queued: 0, running: 1 });
      run.fail();
      await jobs.finished(one.id);
      expect(router.runs).toHaveLength(1);
    });

    it('leaves planning behind', async () => {
      const { jobs, planner, router, submit } = await started();
      planner.before = () => new Promise(() => undefined);
      const { id } = await submit();

      expect(await jobs.cancel(id, ANNA)).toMatchObject({ state: 'cancelled', plan: null });
      expect(router.runs).toHaveLength(0);
    });

    it('aborts a running job, whatever that costs', async () => {
      const { jobs, router, submit } = await started();
      const { id } = await submit();
      const run = await router.next();
      await run.start('paid', 'task-7');

      const job = await jobs.cancel(id, ANNA);

      expect(job).toMatchObject({
        state: 'cancelled',
        error: { kind: 'cancelled', message: 'The job was cancelled.' },
        attempts: [{ outcome: 'accepted', taskId: 'task-7' }],
      });
      expect(run.context.signal.reason).toMatchObject({ kind: 'cancelled' });
    });

    it('keeps what was painted when it comes too late', async () => {
      const { jobs, router, submit } = await started();
      const { id } = await submit();
      const run = await router.next();
      router.obeys = false;
      const delivered = run.deliver([await paint()]);

      const [job] = await Promise.all([jobs.finished(id), delivered]);

      expect((await jobs.cancel(id, ANNA)).results).toHaveLength(1);
      expect(job.state).toBe('succeeded');
    });

    it('keeps what an aborted run brings home', async () => {
      const { jobs, router, submit } = await started();
      router.obeys = false;
      const { id } = await submit();
      const run = await router.next();
      await run.start('paid');

      const cancelled = jobs.cancel(id, ANNA);
      await run.deliver([await paint()]);

      expect(await cancelled).toMatchObject({ state: 'succeeded', results: [{ format: 'png' }] });
    });
  });

  describe('the deadline', () => {
    it('ends a job that takes too long from the start of its turn', async () => {
      holdClock();
      const { jobs, router, submit } = await started({ TOTAL_DEADLINE_SECONDS: '30' });
      const { id } = await submit();
      const run = await router.next();
      await run.start('gentle');

      jest.advanceTimersByTime(29_999);
      expect(run.context.signal.aborted).toBe(false);
      jest.advanceTimersByTime(1);

      expect(run.context.signal.reason).toMatchObject({ kind: 'deadline' });
      expect(await jobs.finished(id)).toMatchObject({
        state: 'failed',
        error: { kind: 'deadline', message: 'The job was given up after 30 s (TOTAL_DEADLINE_SECONDS).' },
        attempts: [{ outcome: 'unknown' }],
      });
    });

    it('tells whoever waits, and keeps what was bought for the same call sent again', async () => {
      holdClock();
      const { jobs, router, submitted } = await started({
        TOTAL_DEADLINE_SECONDS: '30',
        MAX_CONCURRENT_JOBS: '1',
      });
      const { job, answer } = await submitted({ call: 'v4:call' });
      const run = await router.next();
      await run.start('paid');
      const told = jobs.finished(job.id);

      jest.advanceTimersByTime(30_000);

      expect(await told).toMatchObject({
        state: 'failed',
        error: { kind: 'deadline', billed: 'unknown', charges: ['paid may have charged for it.'] },
        attempts: [{ outcome: 'unknown' }],
      });
      answer.over(true);
      expect(run.context.signal.aborted).toBe(false);
      expect(await jobs.get(job.id, ANNA)).toMatchObject({ state: 'running' });
      // Its turn is free for others.
      await submitted({ call: 'v4:other' });
      (await router.next()).fail();
      const again = await submitted({ call: 'v4:call' });
      expect(again.job.id).toBe(job.id);
      await run.deliver([await paint()]);
      expect(await jobs.finished(job.id)).toMatchObject({ state: 'succeeded', cost: { usd: 0.04 } });
    });

    it('counts planning in', async () => {
      holdClock();
      const { jobs, planner, submit } = await started({ TOTAL_DEADLINE_SECONDS: '30' });
      planner.before = () => new Promise(() => undefined);
      const { id } = await submit();

      jest.advanceTimersByTime(30_000);

      expect(await jobs.finished(id)).toMatchObject({ state: 'failed', error: { kind: 'deadline' } });
    });

    it('does not come for a job that is painted', async () => {
      holdClock();
      const { jobs, router, submit } = await started({ TOTAL_DEADLINE_SECONDS: '30' });
      const { id } = await submit();
      const run = await router.next();
      await run.deliver([await paint()]);
      await jobs.finished(id);

      jest.advanceTimersByTime(30_000);

      expect(run.context.signal.aborted).toBe(false);
    });

    it('does not fire at once when it is longer than timers can count', async () => {
      const { jobs, router, submit } = await started({ TOTAL_DEADLINE_SECONDS: '99999999' });
      const { id } = await submit();
      const run = await router.next();
      await run.deliver([await paint()]);

      expect((await jobs.finished(id)).state).toBe('succeeded');
    });
  });

  describe('a client that goes away', () => {
    it('cancels a queued job', async () => {
      const { jobs, router, submit } = await started({ MAX_CONCURRENT_JOBS: '1' });
      await submit();
      const run = await router.next();
      const { id } = await submit();

      jobs.abandon(id);

      expect(await jobs.finished(id)).toMatchObject({
        state: 'cancelled',
        error: { message: 'The client has gone.' },
      });
      run.fail();
    });

    it.each(['gentle', 'free'])(
      'aborts a running job at %s, which does not charge for it',
      async (provider) => {
        const { jobs, router, submit } = await started();
        const { id } = await submit();
        await (await router.next()).start(provider);

        jobs.abandon(id);

        expect((await jobs.finished(id)).state).toBe('cancelled');
      },
    );

    it.each(['paid', 'a provider that is gone'])(
      'lets %s finish, and keeps the picture',
      async (provider) => {
        const { jobs, router, submit } = await started();
        const { id } = await submit();
        const run = await router.next();
        await run.start(provider);

        jobs.abandon(id);
        expect(run.context.signal.aborted).toBe(false);
        await run.deliver([await paint()]);

        expect(await jobs.finished(id)).toMatchObject({ state: 'succeeded', results: [{ format: 'png' }] });
      },
    );

    it('buys nothing more once the call that was paid for has failed', async () => {
      const { jobs, router, submit } = await started();
      const { id } = await submit();
      const run = await router.next();
      await run.start('paid');
      jobs.abandon(id);

      await run.finish('rejected', 'rate_limited');

      expect(run.context.signal.aborted).toBe(true);
      expect(await jobs.finished(id)).toMatchObject({
        state: 'cancelled',
        attempts: [{ outcome: 'rejected' }],
      });
    });

    it('buys no further picture of several', async () => {
      const { jobs, router, submit } = await started();
      const { id } = await submit({ request: requestFor({ count: 2 }) });
      const run = await router.next();
      await run.start('paid');
      jobs.abandon(id);

      await run.finish('delivered');

      expect(run.context.signal.aborted).toBe(true);
      await jobs.finished(id);
    });

    it('waits for it to come back as long as it was told', async () => {
      holdClock();
      const { jobs, router, submit } = await started();
      const { id } = await submit({ fingerprint: 'print' });
      const run = await router.next();
      await run.start('free');

      jobs.abandon(id, { graceMs: 5_000 });
      jest.advanceTimersByTime(4_999);
      expect((await submit({ fingerprint: 'print' })).id).toBe(id);
      jest.advanceTimersByTime(5_000);
      expect(run.context.signal.aborted).toBe(false);

      jobs.abandon(id, { graceMs: 5_000 });
      jest.advanceTimersByTime(5_000);
      expect((await jobs.finished(id)).state).toBe('cancelled');
    });

    it('is not the end for the others who joined', async () => {
      const { jobs, router, submit } = await started();
      const { id } = await submit({ fingerprint: 'print' });
      await submit({ fingerprint: 'print' });
      const run = await router.next();
      await run.start('free');

      jobs.abandon(id);
      expect(run.context.signal.aborted).toBe(false);
      jobs.abandon(id);
      expect(run.context.signal.aborted).toBe(true);
      expect((await jobs.finished(id)).state).toBe('cancelled');
    });

    it('wants the job again when it comes back to a purchase that goes on', async () => {
      const { jobs, router, submit } = await started();
      const { id } = await submit({ fingerprint: 'print' });
      const run = await router.next();
      await run.start('paid');
      jobs.abandon(id);
      await submit({ fingerprint: 'print' });

      await run.finish('rejected', 'rate_limited');

      expect(run.context.signal.aborted).toBe(false);
      await run.start('gentle');
      await run.deliver([await paint()]);
      expect((await jobs.finished(id)).state).toBe('succeeded');
    });
  });

  describe('the end of the bridge', () => {
    it('refuses orders, ends what was not sent, and lets the rest finish', async () => {
      const { jobs, router, submit, close } = await started({
        MAX_CONCURRENT_JOBS: '1',
        SHUTDOWN_DRAIN_SECONDS: '600',
      });
      const one = await submit();
      const two = await submit();
      const run = await router.next();
      const [first, second] = [jobs.finished(one.id), jobs.finished(two.id)];

      const closed = close();

      expect(await second).toMatchObject({
        state: 'failed',
        error: { kind: 'unavailable', message: expect.stringContaining('has not sent this') },
      });
      expect(await bridgeErrorOf(submit())).toMatchObject({ kind: 'unavailable', retryAfterMs: 5_000 });
      expect(run.context.signal.aborted).toBe(false);
      await run.deliver([await paint()]);
      expect((await first).state).toBe('succeeded');
      await closed;
    });

    it('ends an order that was being written down meanwhile', async () => {
      const { jobs, repository, submit, stop } = await started();
      const insert = repository.insert.bind(repository);
      let release: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      jest.spyOn(repository, 'insert').mockImplementation(async (...given) => {
        await gate;
        return insert(...given);
      });
      const order = submit();
      await stop();
      release();

      const job = await jobs.finished((await order).id);

      expect(job).toMatchObject({ state: 'failed', error: { kind: 'unavailable' } });
    });

    it('stops what runs after the drain, and writes its end', async () => {
      const { jobs, router, submit, close } = await started({ SHUTDOWN_DRAIN_SECONDS: '0' });
      const { id } = await submit();
      const run = await router.next();
      await run.start('paid', 'task-7');
      const ended = jobs.finished(id);

      await close();

      expect(run.context.signal.reason).toMatchObject({ kind: 'unavailable' });
      expect(await ended).toMatchObject({ state: 'failed', error: { kind: 'unavailable' } });
      harness = await startJobs(place);
      expect(await harness.jobs.get(id, ANNA)).toMatchObject({
        state: 'failed',
        error: { message: 'The bridge was stopped while this was being painted.' },
        attempts: [{ outcome: 'accepted', taskId: 'task-7' }],
      });
    });

    it('does not wait for ever for work that does not stop', async () => {
      holdClock();
      const { jobs, router, submit, close } = await started({ SHUTDOWN_DRAIN_SECONDS: '2' });
      router.obeys = false;
      const { id } = await submit({ request: requestFor() });
      await (await router.next()).start('paid');

      const closed = close();
      await jest.advanceTimersByTimeAsync(2_000);
      await jest.advanceTimersByTimeAsync(5_000);
      await closed;

      expect(jobs.active(ANNA).map((job) => job.id)).toStrictEqual([id]);
    });
  });
});
