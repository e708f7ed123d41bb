import { bridgeErrorOf } from '@fusionbridge/testing';
import { backends, type TestStorage } from '../../../persistence/test/backends.js';
import { holdClock } from '../../test/clock.js';
import { ANNA, BEN, endJobs, type Harness, paint, startJobs } from '../../test/harness.js';
import type { Submitted } from '../index.js';

const CALL = { call: 'v4:call' };
const MINUTE = 60_000;

describe.each(backends)('A call whose answer was lost, on $name', (backend) => {
  let place: TestStorage;
  let harness: Harness;

  beforeEach(async () => {
    place = await backend.create();
    harness = await startJobs(place, { SHUTDOWN_DRAIN_SECONDS: '0' });
  });

  afterEach(() => endJobs(harness, place));

  /** A job of the call that has a picture; nobody has been told of it yet. */
  async function painted(order: object = CALL): Promise<Submitted> {
    const submitted = await harness.submitted(order);
    await (await harness.router.next()).deliver([await paint()]);
    await harness.jobs.finished(submitted.job.id);
    return submitted;
  }

  it('is joined to its job while that runs and nobody waits', async () => {
    const { job, answer } = await harness.submitted(CALL);
    await (await harness.router.next()).start('paid');
    harness.jobs.abandon(job.id);
    answer.over(false);

    expect((await harness.submit(CALL)).id).toBe(job.id);
    expect(harness.router.runs).toHaveLength(1);
  });

  it('is joined to the picture that came too late', async () => {
    const { job, answer } = await painted();
    answer.over(false);

    expect(await harness.submit(CALL)).toMatchObject({ id: job.id, state: 'succeeded' });
  });

  it('is one job for each that is lost, and no more', async () => {
    const both = [await painted(), await painted()];
    both.forEach(({ answer }) => answer.over(false));

    const again = await Promise.all([1, 2, 3].map(() => harness.submit(CALL)));

    const ids = both.map(({ job }) => job.id);
    expect(again.filter(({ id }) => ids.includes(id)).map(({ id }) => id)).toHaveLength(2);
    expect(new Set(again.map(({ id }) => id)).size).toBe(3);
  });

  it('is a new one while somebody waits, after an answer, for others, and when something else was sent', async () => {
    const waits = await painted();
    expect((await harness.submit(CALL)).id).not.toBe(waits.job.id);
    (await harness.router.next()).fail();

    const { job, answer } = await painted({ call: 'v4:answered' });
    answer.over(true);
    const again = { call: 'v4:answered' };
    expect((await harness.submit(again)).id).not.toBe(job.id);
    (await harness.router.next()).fail();

    const lost = await painted({ call: 'v4:lost' });
    lost.answer.over(false);
    expect((await harness.submit({ call: 'v4:lost', caller: BEN })).id).not.toBe(lost.job.id);
    expect((await harness.submit({ call: 'v4:other seed' })).id).not.toBe(lost.job.id);
  });

  it('is a new one 15 minutes after the last client went', async () => {
    holdClock();
    const { job, answer } = await painted();
    jest.advanceTimersByTime(20 * MINUTE);
    answer.over(false);
    // Each submission waits until it is written down who has gone; a leap of the clock would end the write before.
    await harness.submit({ call: 'v4:another' });
    jest.advanceTimersByTime(14 * MINUTE);
    const { answer: again, ...joined } = await harness.submitted(CALL);
    expect(joined.job.id).toBe(job.id);
    again.over(false);
    await harness.submit({ call: 'v4:one more' });
    jest.advanceTimersByTime(16 * MINUTE);

    expect((await harness.submit(CALL)).id).not.toBe(job.id);
  });

  it('is joined after a restart, when the bridge was killed before it could answer', async () => {
    const { job } = await painted();
    const running = await harness.submitted({ call: 'v4:running' });
    const run = await harness.router.next();
    await run.start('paid', 'task-7');
    const after = await startJobs(place, { SHUTDOWN_DRAIN_SECONDS: '0' });
    try {
      expect(await after.submit(CALL)).toMatchObject({ id: job.id, state: 'succeeded' });
      expect((await after.submit({ call: 'v4:running' })).id).toBe(running.job.id);
      expect(after.router.runs).toHaveLength(0);
    } finally {
      await after.close();
    }
  });

  it('is a new one after a restart, when it was answered', async () => {
    const { job, answer } = await painted();
    answer.over(true);
    await harness.close();
    harness = await startJobs(place);

    expect((await harness.submit(CALL)).id).not.toBe(job.id);
  });

  it('is a new one where the job cost nothing and has no picture', async () => {
    const { job, answer } = await harness.submitted(CALL);
    const run = await harness.router.next();
    await run.start('paid');
    await run.finish('rejected');
    run.fail();
    await harness.jobs.finished(job.id);
    answer.over(false);

    expect((await harness.submit(CALL)).id).not.toBe(job.id);
  });

  it('is a new one after its caller stopped the job', async () => {
    const { job, answer } = await harness.submitted(CALL);
    await (await harness.router.next()).start('paid');
    await harness.jobs.cancel(job.id, ANNA);
    answer.over(false);

    expect((await harness.submit(CALL)).id).not.toBe(job.id);
  });

  it('is found by the key of the call that joined it, and not by a call under a key of its own', async () => {
    const { job, answer } = await painted();
    answer.over(false);
    const keyed = { ...CALL, fingerprint: 'v4:key:a' };
    const joined = await harness.submitted(keyed);
    expect(joined.job.id).toBe(job.id);
    joined.answer.over(true);

    expect((await harness.submit(keyed)).id).toBe(job.id);
    expect((await harness.submit({ ...CALL, fingerprint: 'v4:key:b' })).id).not.toBe(job.id);
  });

  it('refuses a key that named another call, and sends nothing', async () => {
    const { job } = await painted({ ...CALL, fingerprint: 'v4:key:a' });

    const other = { call: 'v4:other', fingerprint: 'v4:key:a' };
    expect(await bridgeErrorOf(harness.submit(other))).toMatchObject({ kind: 'idempotency_key_reused' });
    expect(harness.router.runs).toHaveLength(1);
    expect((await harness.submit({ ...other, caller: BEN })).id).not.toBe(job.id);
  });

  it('finds a job under the name that an earlier version gave the call', async () => {
    const old = await harness.submit({ fingerprint: 'key:old' });
    const now = { call: 'v4:now', fingerprint: 'v4:key:a', earlierFingerprints: ['key:older', 'key:old'] };

    expect((await harness.submit(now)).id).toBe(old.id);
  });
});
