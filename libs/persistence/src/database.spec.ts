import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Settings, SettingsError, SettingsModule } from '@fusionbridge/settings';
import { Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { sql } from 'kysely';
import LibSql from 'libsql';
import { backends, createSqlite, type TestStorage } from '../test/backends.js';
import { newJob, storedRequest } from '../test/samples.js';
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

const onPostgres = backends.filter(({ name }) => name === 'postgres');

describe('Connections to Postgres', () => {
  it('end the queries that run on them when they break, and nothing else', async () => {
    // Without TEST_DATABASE_URL there is no server whose connections could break.
    for (const backend of onPostgres) {
      const place = await backend.create();
      const database = await place.open();
      const other = await place.open();
      const asleep = [
        ...Array.from({ length: 5 }, () => sql`select pg_sleep(20)`.execute(database.query)),
        database.transaction((query) => sql`select pg_sleep(20)`.execute(query)),
      ];
      const outcomes = Promise.allSettled(asleep);

      expect(await brokenConnections(other, asleep.length)).toBe(asleep.length);

      expect(await outcomes).toMatchObject(
        asleep.map(() => ({ status: 'rejected', reason: { kind: 'unavailable', retryAfterMs: 5000 } })),
      );
      expect(await new JobRepository(database).insert(newJob())).toBe(true);
      expect(database.problem).toBeNull();
      await place.drop();
    }
  });
});

/** Ends the connections that sleep, once so many do, as a server that stops does. An error nobody hears fails the test. */
async function brokenConnections({ query }: Database, count: number): Promise<number> {
  for (;;) {
    const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
      where application_name = 'fusionbridge' and query like 'select pg_sleep%' and state = 'active'`.execute(
      query,
    );
    if (rows.length >= count) {
      for (const { pid } of rows) {
        await sql`select pg_terminate_backend(${pid})`.execute(query);
      }
      return rows.length;
    }
  }
}

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

  it('says which file cannot be opened, why, and which setting to look at', async () => {
    const blocked = join(place.storage.DATA_PATH, 'a-file');
    await writeFile(blocked, '');
    await mkdir(join(place.storage.DATA_PATH, 'b', 'fusionbridge.db'), { recursive: true });
    const opened = (folder: string): Promise<unknown> => Database.open({ DATA_PATH: folder });

    await expect(opened(blocked)).rejects.toThrow(
      `The database ${blocked}/fusionbridge.db cannot be used: a file has the name of the folder. Check DATA_PATH.`,
    );
    await expect(opened(join(place.storage.DATA_PATH, 'b'))).rejects.toThrow(
      '/b/fusionbridge.db cannot be used: it is a folder. Check DATA_PATH.',
    );
  });

  it.each(['not a database', 'damaged in its middle'])('names a file that is damaged: %s', async (how) => {
    const path = join(place.storage.DATA_PATH, 'fusionbridge.db');
    if (how === 'not a database') {
      await writeFile(path, 'x'.repeat(9000));
    } else {
      await (await place.open()).close();
      const whole = await readFile(path);
      await writeFile(path, whole.fill(0xa5, 4096));
    }

    await expect(place.open()).rejects.toThrow(
      `The database ${path} cannot be used: it is damaged: restore a backup, or move its file away to begin with an empty one.`,
    );
  });

  it('has everything in the one file after it was closed', async () => {
    const database = await place.open();
    await new JobRepository(database).insert(newJob());
    await database.close();
    const copy = await mkdtemp(join(tmpdir(), 'fusionbridge-db-'));
    await copyFile(join(place.storage.DATA_PATH, 'fusionbridge.db'), join(copy, 'fusionbridge.db'));

    const restored = await Database.open({ DATA_PATH: copy });

    expect(await new JobRepository(restored).find('job-1')).not.toBeNull();
    await restored.close();
    await rm(copy, { recursive: true });
  });

  it.each(['fusionbridge.db', 'fusionbridge.db-wal'])('writes nothing once %s was deleted', async (name) => {
    const database = await place.open();
    const jobs = new JobRepository(database);
    await jobs.insert(newJob());
    await rm(join(place.storage.DATA_PATH, name));

    await expect(jobs.insert(newJob({ id: 'lost' }))).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('was deleted or replaced while the bridge ran: restart the bridge'),
    });
    expect(database.problem).toContain('was deleted or replaced');
  });

  it('says that the disk is full while it is, and goes on when there is room', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    const database = await place.open();
    const jobs = new JobRepository(database);
    const bound = (pages: number): Promise<unknown> =>
      database.write((query) => sql.raw(`pragma max_page_count = ${pages}`).execute(query));
    await bound(1);

    const large = newJob({ request: storedRequest({ prompt: 'x'.repeat(500_000) }) });
    const outcomes = await Promise.allSettled([jobs.insert(large), jobs.insert({ ...large, id: 'job-2' })]);

    const unavailable = {
      status: 'rejected',
      reason: {
        kind: 'unavailable',
        message: "The bridge's database cannot be written: its disk is full. Ask again in a few seconds.",
        retryAfterMs: 5000,
      },
    };
    expect(outcomes).toMatchObject([unavailable, unavailable]);
    expect(database.problem).toBe("The bridge's database cannot be written: its disk is full.");
    expect(logged.mock.calls).toStrictEqual([
      ['The database cannot be written: its disk is full (database or disk is full).'],
    ]);

    await bound(1_000_000);
    expect(await jobs.insert(large)).toBe(true);
    expect(database.problem).toBeNull();
    logged.mockRestore();
  });

  it.each(['a new file', 'a file of an earlier version'])(
    'gets smaller after a large clean-up: %s',
    async (which) => {
      const database = await place.open();
      if (which !== 'a new file') {
        const file = new LibSql(join(place.storage.DATA_PATH, 'fusionbridge.db'));
        file.exec('pragma auto_vacuum = none');
        file.exec('vacuum');
        file.close();
      }
      const size = async (): Promise<number> =>
        (await stat(join(place.storage.DATA_PATH, 'fusionbridge.db'))).size;
      const jobs = new JobRepository(database);
      const large = newJob({ request: storedRequest({ prompt: 'x'.repeat(3_000_000) }) });
      await jobs.insert({ ...large, id: 'a' });
      await jobs.insert({ ...large, id: 'b' });
      await jobs.insert(newJob());
      await database.giveBack();
      expect(await size()).toBeGreaterThan(6_000_000);
      await database.write((query) => query.deleteFrom('jobs').where('id', 'in', ['a', 'b']).execute());

      const [written] = await Promise.all([jobs.insert(newJob({ id: 'meanwhile' })), database.giveBack()]);

      expect(written).toBe(true);
      expect(await size()).toBeLessThan(1_000_000);
      expect(await jobs.find('job-1')).not.toBeNull();
    },
  );

  it('says that another process holds the lock', async () => {
    const database = await place.open();
    const other = new LibSql(join(place.storage.DATA_PATH, 'fusionbridge.db'));
    await database.write((query) => sql.raw('pragma busy_timeout = 1').execute(query));
    other.exec('begin immediate');

    await expect(new JobRepository(database).insert(newJob())).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('is busy: another process holds its lock'),
    });

    other.close();
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
    const storage = { DATA_PATH: './data', DATABASE_URL: 'postgres://me:hunter22@127.0.0.1:1/db' };

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
