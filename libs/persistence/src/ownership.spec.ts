import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backends, type TestStorage } from '../test/backends.js';
import { attempt, ending, newJob, result, storedPlan } from '../test/samples.js';
import { Database, type DatabasePlace, Instance, JobRepository, OwnershipRepository } from './index.js';

/** Ids of what a bridge takes. */
async function taken(database: Database, own: boolean): Promise<string[]> {
  const jobs = await ownershipIn(database).take({ own });
  return jobs.map(({ id }) => id);
}

function ownershipIn(database: Database): OwnershipRepository {
  return new OwnershipRepository(database, new JobRepository(database));
}

describe.each(backends)('Bridges on one database, on $name', (backend) => {
  let place: TestStorage;
  let first: Database;
  let second: Database;

  beforeEach(async () => {
    place = await backend.create();
    first = await Database.open(place.storage, new Instance('first'));
    second = await Database.open(place.storage, new Instance('second'));
  });

  afterEach(async () => {
    await Promise.all([first.close(), second.close()]);
    await place.drop();
  });

  /** As it is for `name` when nothing was heard of it for so long. */
  async function silentFor(name: string, ms: number): Promise<void> {
    await first.write((query) =>
      query
        .updateTable('instances')
        .set((row) => ({ seen_at: row('seen_at', '-', ms) }))
        .where('id', '=', name)
        .execute(),
    );
  }

  it('take their own jobs at once, and those of others when they have been silent for a minute', async () => {
    await ownershipIn(first).beat();
    await new JobRepository(first).insert(newJob());

    expect(await taken(second, true)).toStrictEqual([]);
    expect(await taken(first, false)).toStrictEqual([]);
    expect(await taken(first, true)).toStrictEqual(['job-1']);
    await silentFor('first', 59_000);
    expect(await taken(second, false)).toStrictEqual([]);
    await silentFor('first', 2_000);
    expect(await taken(second, false)).toStrictEqual(['job-1']);

    expect(await new JobRepository(first).find('job-1')).toMatchObject({ owner: 'second' });
    const row = await first.query.selectFrom('jobs').select('fence').executeTakeFirstOrThrow();
    expect(row.fence).toBe(2);
  });

  it('do not both get the jobs of a third', async () => {
    const third = await Database.open(place.storage, new Instance('third'));
    const ids = Array.from({ length: 10 }, (_, index) => `job-${index}`);
    for (const id of ids) {
      await new JobRepository(third).insert(newJob({ id }));
    }
    await third.close();

    const both = await Promise.all([first, second].map((database) => taken(database, false)));

    expect(both.flat().toSorted()).toStrictEqual(ids);
  });

  it('send nothing for a job that another one has taken over, and leave its end to that one', async () => {
    const [ours, theirs] = [new JobRepository(first), new JobRepository(second)];
    await ours.insert(newJob());
    await taken(second, false);

    const plan = storedPlan();
    const refused = { kind: 'unavailable', message: expect.stringContaining('has taken this job over') };
    await expect(ours.begin('job-1', { plan, startedAt: 1 }, attempt())).rejects.toMatchObject(refused);
    await expect(ours.beginNext('job-1', [attempt()])).rejects.toMatchObject(refused);
    const failed = ending({ state: 'failed', results: [], attempts: [] });
    await theirs.finish('job-1', { ...failed, finishedAt: 5 });
    await ours.finish('job-1', { ...failed, finishedAt: 6 });
    expect(await ours.find('job-1')).toMatchObject({ attempts: [], finishedAt: 5 });

    await ours.finish('job-1', ending({ results: [result()] }));
    expect(await ours.find('job-1')).toMatchObject({
      state: 'succeeded',
      results: [{ seed: result().seed }],
    });
  });
});

describe(Instance.name, () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fusionbridge-instance-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  const storage = (given: Partial<DatabasePlace> = {}): DatabasePlace => ({ DATA_PATH: folder, ...given });

  it('has the same name after a restart', async () => {
    const before = await Instance.claim(storage());
    before.release();
    const after = await Instance.claim(storage());
    after.release();

    expect(after.id).toBe(before.id);
  });

  it('refuses a second process on one SQLite file, in words', async () => {
    const running = await Instance.claim(storage());

    await expect(Instance.claim(storage())).rejects.toThrow(
      `Another bridge runs on ${folder}, and two must not work on one SQLite file. Stop the other one`,
    );

    running.release();
    (await Instance.claim(storage())).release();
  });

  it('lets several share a folder beside a Postgres, under names of their own', async () => {
    const beside = storage({ DATABASE_URL: `postgres://127.0.0.1/${randomUUID()}` });
    const [one, two] = [await Instance.claim(beside), await Instance.claim(beside)];

    expect(one.id).not.toBe(two.id);

    one.release();
  });
});
