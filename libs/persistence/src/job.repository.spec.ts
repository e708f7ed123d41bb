import type { JobError } from '@fusionbridge/core';
import { backends, type TestStorage } from '../test/backends.js';
import { attempt, ending, newJob, PICTURE_REF, result, storedPlan, storedRequest } from '../test/samples.js';
import { type Database, JobRepository, type NewJob, PictureRepository } from './index.js';

function print(given: Partial<NewJob>): NewJob {
  return newJob({ fingerprint: 'print', ...given });
}

describe.each(backends)('JobRepository on $name', (backend) => {
  let place: TestStorage;
  let database: Database;
  let jobs: JobRepository;

  beforeEach(async () => {
    place = await backend.create();
    database = await place.open();
    jobs = new JobRepository(database);
  });

  afterEach(async () => {
    await place.drop();
  });

  const began = (id = 'job-1') =>
    jobs.begin(id, { plan: storedPlan(), startedAt: 1_795_000_000_500 }, attempt());

  it('gives a new job back as it was written', async () => {
    const request = storedRequest({
      operation: 'inpaint',
      size: { width: 512, height: 768 },
      seed: 4_294_967_295,
      guidance: 3.5,
      loras: [{ name: 'elena', weight: -0.25 }],
      source: PICTURE_REF,
      mask: PICTURE_REF,
      references: [PICTURE_REF, PICTURE_REF],
      output: { format: 'webp', quality: 80 },
      fidelity: 'strict',
    });
    const job = newJob({ request, caller: { id: 'key-1', owner: 'Anna' }, fingerprint: 'print' });

    expect(await jobs.insert(job)).toBe(true);

    expect(await jobs.find('job-1')).toStrictEqual({
      ...job,
      owner: 'unnamed',
      call: null,
      answeredAt: null,
      leftAt: null,
      state: 'queued',
      plan: null,
      attempts: [],
      results: [],
      degradations: [],
      cost: null,
      error: null,
      startedAt: null,
      finishedAt: null,
    });
  });

  it('finds nothing under an unknown id', async () => {
    expect(await jobs.find('nobody')).toBeNull();
  });

  it('keeps the plan and the first attempt from the beginning on', async () => {
    await jobs.insert(newJob());

    await began();

    expect(await jobs.find('job-1')).toMatchObject({
      state: 'running',
      startedAt: 1_795_000_000_500,
      plan: storedPlan(),
      attempts: [attempt()],
    });
  });

  it('writes an attempt again with its task id, and the next one beside its end', async () => {
    await jobs.insert(newJob());
    await began();
    const failed = attempt({
      taskId: 'task-7',
      finishedAt: 1_795_000_002_000,
      outcome: 'rejected',
      cost: { usd: 0, source: 'free' },
      error: { kind: 'rate_limited', message: 'busy', status: 429 },
    });
    const second = attempt({ index: 1, provider: 'other', startedAt: 1_795_000_002_001 });

    await jobs.saveAttempts('job-1', [attempt({ taskId: 'task-7' })]);
    expect((await jobs.find('job-1'))?.attempts).toStrictEqual([attempt({ taskId: 'task-7' })]);

    await jobs.saveAttempts('job-1', [failed, second]);
    expect((await jobs.find('job-1'))?.attempts).toStrictEqual([failed, second]);
  });

  it('keeps everything of the end, with pictures in their order', async () => {
    await jobs.insert(newJob());
    await began();
    const written = ending({
      results: [result({ id: 'z' }), result({ id: 'a', format: 'jpeg' })],
      degradations: [{ field: 'size', asked: '500x500', given: '512x512', why: 'multiples of 64' }],
    });

    await jobs.finish('job-1', written);

    const { origin: _, ...kept } = written;
    expect(await jobs.find('job-1')).toStrictEqual({
      ...newJob(),
      call: null,
      answeredAt: null,
      leftAt: null,
      ...kept,
      owner: 'unnamed',
      plan: storedPlan(),
      startedAt: 1_795_000_000_500,
    });
  });

  it('keeps why a job failed before anything was sent', async () => {
    const error: JobError = { kind: 'unsupported', message: 'No provider can do this.', field: null };
    await jobs.insert(newJob());

    await jobs.finish(
      'job-1',
      ending({
        state: 'failed',
        error,
        attempts: [],
        results: [],
        cost: null,
        plan: null,
        startedAt: 1_795_000_000_700,
      }),
    );

    expect(await jobs.find('job-1')).toMatchObject({
      state: 'failed',
      error,
      plan: null,
      cost: null,
      startedAt: 1_795_000_000_700,
    });
  });

  it('writes an end whole or not at all', async () => {
    await jobs.insert(newJob());
    await began();

    await expect(jobs.finish('job-1', ending({ results: [result(), result()] }))).rejects.toThrow(/unique/i);

    expect(await jobs.find('job-1')).toMatchObject({ state: 'running', attempts: [attempt()], results: [] });
  });

  it('does not let one failure take other writes of the same moment along', async () => {
    await jobs.insert(newJob({ id: 'there' }));

    const outcomes = await Promise.allSettled(['a', 'there', 'b'].map((id) => jobs.insert(newJob({ id }))));

    expect(outcomes.map((outcome) => outcome.status)).toStrictEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await jobs.unfinished()).map((job) => job.id).toSorted()).toStrictEqual(['a', 'b', 'there']);
  });

  it('refuses an attempt of a job that was never written down', async () => {
    await expect(began('nobody')).rejects.toThrow('has taken this job over');
  });

  it('lists the unfinished, oldest first', async () => {
    await jobs.insert(newJob({ id: 'young', createdAt: 3 }));
    await jobs.insert(newJob({ id: 'old', createdAt: 1 }));
    await jobs.insert(newJob({ id: 'done', createdAt: 2 }));
    await began('old');
    await jobs.finish('done', ending({ state: 'cancelled', results: [], attempts: [] }));

    const unfinished = await jobs.unfinished();

    expect(unfinished.map((job) => [job.id, job.state])).toStrictEqual([
      ['old', 'running'],
      ['young', 'queued'],
    ]);
  });

  describe('fingerprints', () => {
    it('holds one job for a caller and a fingerprint', async () => {
      expect(await jobs.insert(print({ id: 'first' }))).toBe(true);
      expect(await jobs.insert(print({ id: 'second' }))).toBe(false);

      expect(await jobs.find('second')).toBeNull();
      expect((await jobs.findByFingerprint('anonymous', ['print']))?.id).toBe('first');
    });

    it('lets only one of many insert at once', async () => {
      const ids = Array.from({ length: 8 }, (_, index) => `job-${index}`);

      const won = await Promise.all(ids.map((id) => jobs.insert(print({ id }))));

      expect(won.filter(Boolean)).toHaveLength(1);
    });

    it('does not mix callers, nor jobs without a fingerprint', async () => {
      expect(await jobs.insert(print({ id: 'mine' }))).toBe(true);
      expect(await jobs.insert(print({ id: 'theirs', caller: { id: 'key-2', owner: 'B' } }))).toBe(true);
      expect(await jobs.insert(newJob({ id: 'none-1' }))).toBe(true);
      expect(await jobs.insert(newJob({ id: 'none-2' }))).toBe(true);

      expect((await jobs.findByFingerprint('key-2', ['print']))?.id).toBe('theirs');
      expect(await jobs.findByFingerprint('key-3', ['print'])).toBeNull();
    });

    it('passes from one job to the next', async () => {
      await jobs.insert(print({ id: 'first' }));

      expect(await jobs.insert(print({ id: 'second' }), 'first')).toBe(true);

      expect((await jobs.findByFingerprint('anonymous', ['print']))?.id).toBe('second');
      expect((await jobs.find('first'))?.fingerprint).toBeNull();
    });

    it('stays where it is when another job took it meanwhile', async () => {
      await jobs.insert(print({ id: 'first' }));
      await jobs.insert(print({ id: 'second' }), 'first');

      expect(await jobs.insert(print({ id: 'third' }), 'first')).toBe(false);

      expect((await jobs.findByFingerprint('anonymous', ['print']))?.id).toBe('second');
    });
  });

  it('has everything after the process died', async () => {
    await jobs.insert(newJob());
    await began();
    await jobs.saveAttempts('job-1', [attempt({ taskId: 'task-7' })]);

    const reopened = new JobRepository(await place.open());

    expect(await reopened.unfinished()).toMatchObject([
      { id: 'job-1', state: 'running', attempts: [{ taskId: 'task-7', outcome: null }] },
    ]);
  });

  it('gives pictures their place in time, the first of a job as the newest', async () => {
    const at = (id: string, finishedAt: number, ...pictures: string[]) =>
      jobs
        .insert(newJob({ id }))
        .then(() =>
          jobs.finish(id, ending({ finishedAt, results: pictures.map((one) => result({ id: one })) })),
        );
    await Promise.all([at('a', 2_000, 'a1', 'a2', 'a3'), at('b', 1_000, 'b1', 'b2')]);
    await at('c', 2_000, 'c1', 'c2');

    const rows = await database.query
      .selectFrom('pictures')
      .select('id')
      .orderBy('ordinal', 'desc')
      .execute();

    expect(rows.map(({ id }) => id)).toStrictEqual(['c1', 'c2', 'a1', 'a2', 'a3', 'b1', 'b2']);
  });

  it('copies to each picture what a gallery shows of its job', async () => {
    await jobs.insert(newJob());
    await jobs.finish('job-1', ending());

    const row = await database.query.selectFrom('pictures').selectAll().executeTakeFirstOrThrow();

    expect(row).toMatchObject({
      caller_id: 'anonymous',
      dialect: 'a1111',
      operation: 'text',
      model: 'default',
      prompt: 'a lighthouse, "quoted" \\ and ünïcode 🗼',
      loras: '[{"name":"elena","weight":0.8}]',
      created_at: 1_795_000_009_500,
    });
  });

  describe('PictureRepository', () => {
    it('finds a picture by its id and every result of one file by its hash', async () => {
      await jobs.insert(newJob());
      await jobs.finish('job-1', ending({ results: [result({ id: 'b' }), result({ id: 'a' })] }));
      const pictures = new PictureRepository(database);

      expect(await pictures.find('b')).toStrictEqual(result({ id: 'b' }));
      expect(await pictures.find('c')).toBeNull();
      expect((await pictures.findByHash(result().hash)).map((one) => one.id)).toStrictEqual(['a', 'b']);
      expect(await pictures.findByHash('00')).toStrictEqual([]);
    });
  });
});
