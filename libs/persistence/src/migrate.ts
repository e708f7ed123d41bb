import { BridgeError } from '@fusionbridge/core';
import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import type { Backend } from './connection.js';
import { createJobTables } from './migrations/0001-jobs.js';
import { createUploadedLoras } from './migrations/0002-uploaded-loras.js';
import { createGallery } from './migrations/0003-gallery.js';
import { createResultCache } from './migrations/0004-result-cache.js';
import { createKeeping } from './migrations/0005-keeping.js';
import { createGalleryTerms } from './migrations/0006-gallery-terms.js';
import { createRepeats } from './migrations/0007-repeats.js';
import { createOwners } from './migrations/0008-owners.js';
import { createContentCredentials } from './migrations/0009-content-credentials.js';
import { createServedModel } from './migrations/0010-served-model.js';
import type { Tables } from './tables.js';

/** Run in the order of their names. Listed here instead of read from a folder, so that the bundle includes them. */
function migrationsFor(backend: Backend): Record<string, Migration> {
  return {
    '0001-jobs': { up: createJobTables },
    '0002-uploaded-loras': { up: createUploadedLoras },
    '0003-gallery': { up: (db) => createGallery(db, backend) },
    '0004-result-cache': { up: createResultCache },
    '0005-keeping': { up: createKeeping },
    '0006-gallery-terms': { up: (db) => createGalleryTerms(db, backend) },
    '0007-repeats': { up: createRepeats },
    '0008-owners': { up: createOwners },
    '0009-content-credentials': { up: createContentCredentials },
    '0010-served-model': { up: createServedModel },
  };
}

/** In the order in which they run. */
export function migrationNames(backend: Backend): string[] {
  return Object.keys(migrationsFor(backend)).toSorted();
}

const DONE_TABLE = 'migrations';

interface MigrationGoal {
  readonly backend: Backend;
  /** The Postgres schema to work in, so that tables of the same name elsewhere are not mistaken for ours. */
  readonly schema: string | null;
  /** The last migration to run; default: all. For tests that begin with an old database. */
  readonly target?: string | null;
}

/**
 * Migrates the schema in one transaction. If two processes do this at once, the second waits for the first and finds
 * nothing to do.
 * @throws Error if a newer bridge created the database or a step failed; BridgeError if it is not writable
 */
export async function migrate(
  db: Kysely<Tables>,
  { backend, schema, target = null }: MigrationGoal,
): Promise<void> {
  const migrations = migrationsFor(backend);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableName: DONE_TABLE,
    migrationLockTableName: `${DONE_TABLE}_lock`,
    ...(schema === null ? {} : { migrationTableSchema: schema }),
  });
  const { error } = await (target === null ? migrator.migrateToLatest() : migrator.migrateTo(target));
  if (error instanceof BridgeError) {
    throw error;
  }
  if (error !== undefined) {
    throw new Error(await reasonFor(db, migrations), { cause: error });
  }
}

async function reasonFor(db: Kysely<Tables>, migrations: Record<string, Migration>): Promise<string> {
  const done = await sql<{ name: string }>`select name from ${sql.id(DONE_TABLE)}`.execute(db);
  const newer = done.rows.filter((row) => !(row.name in migrations)).map((row) => row.name);
  return newer.length > 0
    ? `The database was written by a newer bridge (${newer.join(', ')}). Start that one, or give this one another DATA_PATH or DATABASE_URL.`
    : 'The database could not be brought up to date; nothing in it was changed.';
}
