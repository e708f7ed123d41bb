import { backends, type TestStorage } from '../test/backends.js';
import {
  attempt,
  ending,
  newJob,
  origin,
  PICTURE_REF,
  result,
  storedPlan,
  storedRequest,
} from '../test/samples.js';
import { termIndexOf } from './gallery/term-index-of.js';
import { type Database, JobRepository, KeepingRepository, PictureRepository } from './index.js';

const NOON = 1_795_000_000_000;
const LATER = NOON + 1_000_000;
const MASK = { ...PICTURE_REF, hash: 'ef'.repeat(32) };

describe.each(backends)('KeepingRepository on $name', (backend) => {
  let place: TestStorage;
  let database: Database;
  let jobs: JobRepository;
  let keeping: KeepingRepository;

  beforeEach(async () => {
    place = await backend.create();
    database = await place.open();
    jobs = new JobRepository(database);
    keeping = new KeepingRepository(database);
  });

  afterEach(() => place.drop());

  async function finished(id: string, given: Parameters<typeof ending>[0] = {}, request = storedRequest()) {
    await jobs.insert(newJob({ id, request }));
    await jobs.finish(id, ending({ attempts: [], results: [result({ id: `of-${id}` })], ...given }));
  }

  it('finds jobs that are over, the oldest first, and no more than asked for', async () => {
    await finished('b', { finishedAt: NOON + 2 });
    await finished('a', { finishedAt: NOON + 1, state: 'failed', results: [] });
    await finished('c', { finishedAt: NOON + 3, state: 'cancelled', results: [] });
    await jobs.insert(newJob({ id: 'waits' }));
    await jobs.insert(newJob({ id: 'runs' }));
    await jobs.begin('runs', { plan: storedPlan(), startedAt: NOON }, attempt());
    const found = (endedBefore: number, limit = 9) => keeping.oldJobs({ endedBefore, limit });
    expect(await found(LATER)).toEqual(['a', 'b', 'c']);
    expect(await found(LATER, 2)).toEqual(['a', 'b']);
    expect(await found(NOON + 3)).toEqual(['a', 'b']);
    expect(await found(NOON)).toEqual([]);
  });

  it('knows which jobs have files: made or made from', async () => {
    await finished('empty', { results: [], state: 'failed' });
    await finished('painted', { results: [result()] });
    await finished('edited', { results: [], state: 'failed' }, storedRequest({ source: PICTURE_REF }));
    const found = await keeping.oldJobs({ endedBefore: LATER, limit: 9, withFiles: true });
    expect(found.toSorted()).toEqual(['edited', 'painted']);
  });

  it('names the files of jobs once each, those of the plan included', async () => {
    const request = storedRequest({ source: PICTURE_REF, references: [PICTURE_REF] });
    await jobs.insert(newJob({ id: 'job', request }));
    const plan = storedPlan(storedRequest({ source: PICTURE_REF, mask: MASK }));
    await jobs.begin('job', { plan, startedAt: NOON }, attempt());
    await jobs.finish('job', ending());
    const files = await keeping.filesOf(['job', 'nobody']);
    expect(files.map(({ hash }) => hash).toSorted()).toEqual(
      [PICTURE_REF.hash, MASK.hash, result().hash].toSorted(),
    );
    expect(files[0]?.format).toBe('png');
    expect(await keeping.known([PICTURE_REF.hash, MASK.hash, result().hash, '0'.repeat(64)])).toEqual(
      new Set([PICTURE_REF.hash, MASK.hash, result().hash]),
    );
    expect(await keeping.filesOf([])).toEqual([]);
    expect(await keeping.known([])).toEqual(new Set());
  });

  it('names no files of a job that did not come to be, and those of one that takes over', async () => {
    const request = storedRequest({ source: PICTURE_REF });
    await jobs.insert(newJob({ id: 'first', fingerprint: 'print' }));
    expect(await jobs.insert(newJob({ id: 'second', fingerprint: 'print', request }))).toBe(false);
    expect(await keeping.known([PICTURE_REF.hash])).toEqual(new Set());
    expect(await jobs.insert(newJob({ id: 'third', fingerprint: 'print', request }), 'first')).toBe(true);
    expect(await keeping.filesOf(['third'])).toEqual([{ hash: PICTURE_REF.hash, format: 'png' }]);
  });

  it('takes jobs away with everything they had', async () => {
    await finished('old', { attempts: [attempt()] }, storedRequest({ source: PICTURE_REF }));
    const { callerId } = origin();
    const found = () =>
      termIndexOf(backend.name).find(database.query, {
        callerId,
        terms: ['lighthouse'],
        from: 0,
        before: Number.MAX_SAFE_INTEGER,
        limit: 9,
      });
    expect(await found()).toHaveLength(1);
    expect(await keeping.removeJobs(['old'], LATER)).toBe(1);
    expect(await found()).toEqual([]);
    expect(await jobs.find('old')).toBeNull();
    expect(await new PictureRepository(database).find('of-old')).toBeNull();
    expect(await keeping.known([PICTURE_REF.hash, result().hash])).toEqual(new Set());
    expect(await keeping.removeJobs(['old'], LATER)).toBe(0);
    expect(await keeping.removeJobs([], LATER)).toBe(0);
  });

  it('leaves a job that another process took up again after it was found', async () => {
    await finished('job', { state: 'failed', results: [] });
    expect(await keeping.oldJobs({ endedBefore: LATER, limit: 1 })).toEqual(['job']);
    await jobs.begin('job', { plan: storedPlan(), startedAt: NOON }, attempt());
    expect(await keeping.removeJobs(['job'], LATER)).toBe(0);
    await jobs.finish('job', ending({ finishedAt: LATER + 1 }));
    expect(await keeping.removeJobs(['job'], LATER)).toBe(0);
    expect(await jobs.find('job')).toMatchObject({ state: 'succeeded' });
  });

  it('sums up', async () => {
    expect(await keeping.tally()).toEqual({ pictures: 0, bytes: 0, oldest: null });
    await finished('new', {
      finishedAt: NOON + 5,
      results: [result({ id: 'x', byteLength: 5_000_000_000 })],
    });
    await finished('old', { finishedAt: NOON, results: [result({ id: 'y', byteLength: 3 })] });
    expect(await keeping.tally()).toEqual({ pictures: 2, bytes: 5_000_000_003, oldest: NOON });
  });
});
