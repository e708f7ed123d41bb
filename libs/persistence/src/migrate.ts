import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { createJobTables } from './migrations/0001-jobs.js';
import { createUploadedLoras } from './migrations/0002-uploaded-loras.js';
import type { Tables } from './tables.js';

/** Run in the order of their names. Listed here and not read from a folder, so that a bundle carries them. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-jobs': { up: createJobTables },
  '0002-uploaded-loras': { up: createUploadedLoras },
};

const DONE_TABLE = 'migrations';

/**
 * Brings the schema up to date, all or nothing. Two processes may do this at once: the second waits for the first
 * and finds nothing left to do.
 * @param schema The Postgres schema to work in, so that tables of the same name elsewhere are not mistaken for ours.
 * @throws Error when the database was made by a newer bridge, or a step failed
 */
export async function migrate(db: Kysely<Tables>, schema: string | null): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
    migrationTableName: DONE_TABLE,
    migrationLockTableName: `${DONE_TABLE}_lock`,
    ...(schema === null ? {} : { migrationTableSchema: schema }),
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new Error(await reasonFor(db), { cause: error });
  }
}

async function reasonFor(db: Kysely<Tables>): Promise<string> {
  const done = await sql<{ name: string }>`select name from ${sql.id(DONE_TABLE)}`.execute(db);
  const newer = done.rows.filter((row) => !(row.name in MIGRATIONS)).map((row) => row.name);
  return newer.length > 0
    ? `The database was written by a newer bridge (${newer.join(', ')}). Start that one, or give this one another DATA_PATH or DATABASE_URL.`
    : 'The database could not be brought up to date; nothing in it was changed.';
}
