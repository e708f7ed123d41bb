import { backends, type TestStorage } from '../../../persistence/test/backends.js';
import { ANNA, type Harness, startJobs } from '../../test/harness.js';

describe.each(backends)('The start after a crash on $name', (backend) => {
  let place: TestStorage;
  let before: Harness;
  let after: Harness | null;

  beforeEach(async () => {
    place = await backend.create();
    before = await startJobs(place, { MAX_CONCURRENT_JOBS: '1', SHUTDOWN_DRAIN_SECONDS: '0' });
    after = null;
  });

  afterEach(async () => {
    await after?.close();
    await before.close();
    await place.drop();
  });

  /** The first bridge is left as it is, in the middle of its work; a second one opens the same database. */
  async function afterCrash(): Promise<Harness> {
    after = await startJobs(place, { SHUTDOWN_DRAIN_SECONDS: '0' });
    return after;
  }

  it('ends what was still queued, and takes it again', async () => {
    const one = await before.submit({ fingerprint: 'one' });
    const two = await before.submit({ fingerprint: 'two' });
    await before.router.next();

    const { jobs, submit } = await afterCrash();

    for (const { id } of [one, two]) {
      expect(await jobs.get(id, ANNA)).toMatchObject({
        state: 'failed',
        attempts: [],
        error: {
          kind: 'unavailable',
          message: 'The bridge was stopped before this was sent. Nothing was bought: ask again.',
        },
      });
    }
    expect((await submit({ fingerprint: 'two' })).id).not.toBe(two.id);
  });

  it('keeps the task id of what was being painted, and does not buy it again', async () => {
    const { id } = await before.submit({ fingerprint: 'print' });
    const run = await before.router.next();
    await run.start('paid', 'task-7');

    const { jobs, submit } = await afterCrash();

    const message =
      'The bridge was stopped while paid (task task-7) was at work. The picture may exist and be charged for there.';
    expect(await jobs.get(id, ANNA)).toMatchObject({
      state: 'failed',
      plan: { model: 'main' },
      error: { kind: 'unavailable', message },
      attempts: [{ taskId: 'task-7', outcome: 'accepted', error: { kind: 'unavailable', message } }],
    });
    expect((await submit({ fingerprint: 'print' })).id).toBe(id);
  });

  it('does not know what became of a call without a task id', async () => {
    const { id } = await before.submit({ fingerprint: 'print' });
    const run = await before.router.next();
    await run.start('paid');
    await run.finish('rejected');
    await run.start('gentle');

    const { jobs, submit } = await afterCrash();

    expect(await jobs.get(id, ANNA)).toMatchObject({
      attempts: [{ outcome: 'rejected' }, { outcome: 'unknown', taskId: null }],
      error: { message: expect.stringContaining('while gentle was at work') },
    });
    expect((await submit({ fingerprint: 'print' })).id).toBe(id);
  });

  it('leaves what was over alone', async () => {
    const { id } = await before.submit();
    (await before.router.next()).fail();
    const ended = await before.jobs.finished(id);

    const { jobs } = await afterCrash();

    expect(await jobs.get(id, ANNA)).toStrictEqual(ended);
  });

  it('gives way to the end a slow predecessor still writes', async () => {
    const { id } = await before.submit();
    const run = await before.router.next();
    await run.start('paid');
    const { jobs } = await afterCrash();
    await run.finish('rejected');
    run.fail();
    await before.jobs.finished(id);

    expect(await jobs.get(id, ANNA)).toMatchObject({ error: { kind: 'all_failed' } });
  });
});
