import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Settings, SettingsError, SettingsModule, StorageEnv } from '@fusionbridge/settings';
import { Test } from '@nestjs/testing';
import { sql } from 'kysely';
import { backends, createSqlite, type TestStorage } from '../test/backends.js';
import { newJob } from '../test/samples.js';
import { Database, JobRepository, PersistenceModule } from './index.js';

describe.each(backends)('Database on $name', (backend) => {
  let place: TestStorage;

  beforeEach(async () => {
    place = await backend.create();
  });

  afterEach(async () => {
    await place.drop();
  });

  it('can be opened by many at once, and again later', async () => {
    const opened = await Promise.all([place.open(), place.open(), place.open(), place.open()]);
    await new JobRepository(opened[0]).insert(newJob());

    for (const database of [...opened, await place.open()]) {
      expect(await new JobRepository(database).find('job-1')).not.toBeNull();
      expect(database.backend).toBe(backend.name);
    }
  });

  it('refuses a database that a newer bridge has written', async () => {
    const database = await place.open();
    await sql`insert into migrations (name, timestamp) values ('9999-future', '2099-01-01')`.execute(
      database.query,
    );

    await expect(place.open()).rejects.toThrow('written by a newer bridge (9999-future)');
  });

  it('closes once, however often it is asked', async () => {
    const database = await place.open();

    await Promise.all([database.close(), database.onApplicationShutdown()]);

    await expect(new JobRepository(database).find('x')).rejects.toThrow('already been destroyed');
  });

  it('writes what was asked for before it closes', async () => {
    const database = await place.open();
    const jobs = new JobRepository(database);

    const writing = Promise.all([jobs.insert(newJob({ id: 'a' })), jobs.insert(newJob({ id: 'b' }))]);
    await database.close();

    expect(await writing).toStrictEqual([true, true]);
    expect(await new JobRepository(await place.open()).unfinished()).toHaveLength(2);
  });

  it('gives numbers for 64-bit columns', async () => {
    const database = await place.open();
    await new JobRepository(database).insert(newJob({ createdAt: Number.MAX_SAFE_INTEGER }));

    const row = await database.query.selectFrom('jobs').select('created_at').executeTakeFirstOrThrow();

    expect(row.created_at).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('Database on SQLite alone', () => {
  let place: TestStorage;

  beforeEach(async () => {
    place = await createSqlite();
  });

  afterEach(async () => {
    await place.drop();
  });

  it('writes so that a commit survives the loss of power', async () => {
    const { query } = await place.open();

    const journal = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(query);
    const synchronous = await sql<{ synchronous: number }>`pragma synchronous`.execute(query);

    expect(journal.rows[0]?.journal_mode).toBe('wal');
    expect(synchronous.rows[0]?.synchronous).toBe(2);
  });

  it('goes on after a statement failed', async () => {
    const jobs = new JobRepository(await place.open());
    await jobs.insert(newJob());

    await expect(jobs.insert(newJob())).rejects.toThrow(/unique/i);

    expect(await jobs.insert(newJob({ id: 'job-2' }))).toBe(true);
  });

  it('says which setting to look at, and not where the file is', async () => {
    const blocked = join(place.storage.DATA_PATH, 'a-file');
    await writeFile(blocked, '');
    const storage = Object.assign(new StorageEnv(), { DATA_PATH: blocked });

    await expect(Database.open(storage)).rejects.toThrow(
      /^The database could not be opened: check DATA_PATH.$/,
    );
  });
});

describe('Database settings', () => {
  const configPath = join(import.meta.dirname, '../../../config');

  it('takes nothing but a postgres address as DATABASE_URL', async () => {
    const settings = new Settings({ env: { DATABASE_URL: 'mysql://root@db/bridge' }, configPath });
    const started = Test.createTestingModule({ imports: [SettingsModule.with(settings), PersistenceModule] });

    await expect(started.compile()).rejects.toThrow(SettingsError);
  });

  it('says that Postgres does not answer without the address or its password', async () => {
    const storage = Object.assign(new StorageEnv(), {
      DATABASE_URL: 'postgres://me:hunter22@127.0.0.1:1/db',
    });

    await expect(Database.open(storage)).rejects.toThrow(
      /^The database could not be opened: check DATABASE_URL.$/,
    );
  });

  it('is open when the module is made and closed when it ends', async () => {
    const place = await createSqlite();
    const settings = new Settings({ env: { DATA_PATH: place.storage.DATA_PATH }, configPath });
    const module = await Test.createTestingModule({
      imports: [SettingsModule.with(settings), PersistenceModule],
    }).compile();
    const jobs = module.get(JobRepository);
    await jobs.insert(newJob());

    await module.close();

    await expect(jobs.find('job-1')).rejects.toThrow('already been destroyed');
    await place.drop();
  });
});
