import type { Outcome } from '@fusionbridge/core';
import { bridgeErrorOf } from '@fusionbridge/testing';
import { backends, type TestStorage } from '../../../persistence/test/backends.js';
import { holdClock } from '../../test/clock.js';
import { ANNA, BEN, endJobs, type Harness, paint, requestFor, startJobs } from '../../test/harness.js';

const CALL = { fingerprint: 'print' };

describe.each(backends)('Joining a job on $name', (backend) => {
  let place: TestStorage;
  let harness: Harness;

  beforeEach(async () => {
    place = await backend.create();
    harness = await startJobs(place, { SHUTDOWN_DRAIN_SECONDS: '0' });
  });

  afterEach(() => endJobs(harness, place));

  /** A job of this call that has ended: with one attempt for each outcome, cancelled by hand if so told. */
  async function endedWith(
    provider: string,
    outcomes: readonly Outcome[],
    cancelled = false,
  ): Promise<string> {
    const { jobs, router, submit } = harness;
    const { id } = await submit(CALL);
    const run = await router.next();
    for (const outcome of outcomes) {
      await run.start(provider);
      await run.finish(outcome);
    }
    if (cancelled) {
      await jobs.cancel(id, ANNA);
    } else {
      run.fail();
    }
    await jobs.finished(id);
    return id;
  }

  it('gives the running job to the same call', async () => {
    const { jobs, router, submit } = harness;
    const first = await submit(CALL);
    const run = await router.next();
    const second = await submit({ ...CALL, request: requestFor({ prompt: 'whatever it says' }) });

    await run.deliver([await paint()]);

    expect(second.id).toBe(first.id);
    expect((await jobs.finished(second.id)).results).toHaveLength(1);
    expect(router.runs).toHaveLength(1);
  });

  it('makes one job of many calls that come at once', async () => {
    const { router, submit } = harness;

    const all = await Promise.all(Array.from({ length: 10 }, () => submit(CALL)));

    expect(new Set(all.map((job) => job.id)).size).toBe(1);
    (await router.next()).fail();
    expect(router.runs).toHaveLength(1);
  });

  it('does not buy what another bridge on the same database is making, or will make', async () => {
    const { id } = await harness.submit(CALL);
    const other = await startJobs(place, { SHUTDOWN_DRAIN_SECONDS: '0' }, undefined, 'another bridge');
    try {
      expect(await other.submit(CALL)).toMatchObject({ id, state: 'queued' });
      const run = await harness.router.next();
      await run.start('paid');

      const joined = await other.submit(CALL);

      expect(joined).toMatchObject({ id, state: 'running' });
      expect(await bridgeErrorOf(other.jobs.finished(id))).toMatchObject({ kind: 'unavailable' });
      expect(other.router.runs).toHaveLength(0);
    } finally {
      await other.close();
    }
  });

  it('gives the finished job for 15 minutes', async () => {
    holdClock();
    const { jobs, router, submit } = harness;
    const { id } = await submit(CALL);
    await (await router.next()).deliver([await paint()]);
    const done = await jobs.finished(id);

    jest.advanceTimersByTime(15 * 60_000 - 1_000);
    expect(await submit(CALL)).toStrictEqual(done);
    jest.advanceTimersByTime(2_000);
    expect((await submit(CALL)).id).not.toBe(id);
  });

  it('knows the job after a restart', async () => {
    const { jobs, router, submit } = harness;
    const { id } = await submit(CALL);
    await (await router.next()).deliver([await paint()]);
    await jobs.finished(id);
    await harness.close();

    harness = await startJobs(place);

    expect(await harness.submit(CALL)).toMatchObject({ id, state: 'succeeded' });
  });

  it('does not mix callers, other calls, or calls without a fingerprint', async () => {
    const { submit } = harness;
    const jobs = await Promise.all([
      submit(CALL),
      submit({ ...CALL, caller: BEN }),
      submit({ fingerprint: 'other' }),
      submit(),
      submit({ fingerprint: null }),
    ]);

    expect(new Set(jobs.map((job) => job.id)).size).toBe(5);
  });

  it('starts a job for a call that is no repeat, and leads later repeats to it', async () => {
    const { submit } = harness;
    const first = await submit(CALL);
    const second = await submit({ ...CALL, joins: false });

    expect(second.id).not.toBe(first.id);
    expect((await submit(CALL)).id).toBe(second.id);
  });

  it.each<[string, string, readonly Outcome[], boolean]>([
    ['nothing was sent', 'paid', ['not_sent'], false],
    ['all refused', 'paid', ['rejected', 'rejected'], false],
    ['it was lost where nothing is charged', 'free', ['unknown', 'accepted'], false],
    ['it was stopped where that is free', 'gentle', ['accepted'], true],
    ['it was cancelled before anything was sent', 'paid', [], true],
  ])('makes a failed job anew when %s', async (_, provider, outcomes, cancelled) => {
    const id = await endedWith(provider, outcomes, cancelled);

    const again = await harness.submit(CALL);

    expect(again.id).not.toBe(id);
    expect(again.state).not.toBe('failed');
  });

  it.each<[string, string, readonly Outcome[], boolean]>([
    ['a vendor took the order', 'paid', ['rejected', 'accepted'], false],
    ['nobody knows', 'paid', ['unknown'], false],
    ['it was lost where only stopping is free', 'gentle', ['unknown'], false],
    ['pictures came and were lost', 'paid', ['delivered'], false],
    ['it was cancelled where that is charged', 'paid', ['accepted'], true],
  ])('does not buy again when %s', async (_, provider, outcomes, cancelled) => {
    const id = await endedWith(provider, outcomes, cancelled);

    expect(await harness.submit(CALL)).toMatchObject({ id, state: cancelled ? 'cancelled' : 'failed' });
    expect(harness.router.runs).toHaveLength(1);
  });

  it.each([
    ['never', 'task_lost', false],
    ['after-lookup', 'task_lost', true],
    ['after-lookup', 'unavailable', false],
    ['eager', 'task_lost', true],
  ] as const)('with REPURCHASE=%s, after %s: makes it anew? %s', async (REPURCHASE, kind, isAnew) => {
    const bridge = await startJobs(place, { SHUTDOWN_DRAIN_SECONDS: '0', REPURCHASE });
    try {
      const { id } = await bridge.submit(CALL);
      const run = await bridge.router.next();
      await run.start('paid');
      await run.finish('unknown', kind);
      run.fail();
      await bridge.jobs.finished(id);

      expect((await bridge.submit(CALL)).id === id).toBe(!isAnew);
    } finally {
      await bridge.close();
    }
  });

  it('waits for a job that is being stopped, and goes by its end', async () => {
    const { jobs, router, submit } = harness;
    router.obeys = false;
    const { id } = await submit(CALL);
    const run = await router.next();
    await run.start('paid');
    const cancelled = jobs.cancel(id, ANNA);
    const again = submit(CALL);

    await run.deliver([await paint()]);

    await cancelled;
    expect(await again).toMatchObject({ id, state: 'succeeded' });
  });
});
