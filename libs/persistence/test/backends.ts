import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Backend, Database, type DatabasePlace } from '../src/index.js';

/** An empty place for one test's database. It can be opened again and again, as after a crash. */
export interface TestStorage {
  readonly storage: DatabasePlace;
  open(): Promise<Database>;
  /** Closes what was opened and leaves nothing behind. */
  drop(): Promise<void>;
}

interface TestBackend {
  readonly name: Backend;
  create(): Promise<TestStorage>;
}

const POSTGRES_URL = process.env['TEST_DATABASE_URL'];

/** SQLite always; Postgres when TEST_DATABASE_URL names a server, each test in a schema of its own. */
export const backends: TestBackend[] = [
  { name: 'sqlite', create: createSqlite },
  ...(POSTGRES_URL === undefined
    ? []
    : [{ name: 'postgres' as const, create: () => createPostgres(POSTGRES_URL) }]),
];

export async function createSqlite(): Promise<TestStorage> {
  const folder = await mkdtemp(join(tmpdir(), 'fusionbridge-db-'));
  return testStorage({ DATA_PATH: folder }, () => rm(folder, { recursive: true, force: true }));
}

async function createPostgres(url: string): Promise<TestStorage> {
  const schema = `test_${randomBytes(6).toString('hex')}`;
  await administer(url, `create schema ${schema}`);
  const within = new URL(url);
  within.searchParams.set('options', `-c search_path=${schema}`);
  const folder = await mkdtemp(join(tmpdir(), 'fusionbridge-db-'));
  return testStorage({ DATABASE_URL: within.href, DATA_PATH: folder }, async () => {
    await administer(url, `drop schema ${schema} cascade`);
    await rm(folder, { recursive: true, force: true });
  });
}

function testStorage(storage: DatabasePlace, remove: () => Promise<void>): TestStorage {
  const opened: Database[] = [];
  return {
    storage,
    open: async () => {
      const database = await Database.open(storage);
      opened.push(database);
      return database;
    },
    drop: async () => {
      await Promise.all(opened.map((database) => database.close()));
      await remove();
    },
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
