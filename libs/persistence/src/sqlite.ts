import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import type { Connection } from './connection.js';
import { fileFailure } from './file-failure.js';
import { givingBack } from './give-back.js';
import { GroupCommit } from './group-commit.js';
import { keptStatements } from './kept-statements.js';
import { SameFile } from './same-file.js';
import { type AsyncSqliteFile, sqliteWriterDialect } from './sqlite-writer.js';
import type { Tables } from './tables.js';
import { type Translate, translated } from './translated-dialect.js';

const FILE_NAME = 'fusionbridge.db';

/** What `pragma auto_vacuum` says of a file that can give pages back. */
const INCREMENTAL = 2;

/** Tells other programs nothing; it is written at each start to see whether the file can be written. */
const USER_VERSION = 1;

/** How long a write waits for another process that is writing. */
const BUSY_TIMEOUT_MS = 5_000;

/** How long emptying the write-ahead log waits for others who read it. */
const CHECKPOINT_TIMEOUT_MS = 250;

/** Tries to switch a new file to WAL: SQLite does not wait for its busy timeout here (6 of 100 opens by 6 at once). */
const WAL_ATTEMPTS = 100;
const WAL_PAUSE_MS = 20;

/** A commit survives the loss of power: it waits for the disk (research/performance.md §6). */
const SETTINGS = [
  `pragma busy_timeout = ${BUSY_TIMEOUT_MS}`,
  'pragma synchronous = full',
  'pragma foreign_keys = on',
];

/**
 * Opens the SQLite file under `dataPath`, which is made when it is missing. Two connections: one reads, at once and
 * on the event loop; one writes and commits off it, so that a slow disk holds up writers only. In WAL mode neither
 * waits for the other, and what is committed is seen by the next read.
 * @param translate What callers get for an error of the driver; the error itself by default
 */
export async function openSqlite(
  dataPath: string,
  translate: Translate = (error) => error,
): Promise<Connection> {
  const path = join(dataPath, FILE_NAME);
  try {
    await mkdir(dataPath, { recursive: true });
    const reader = await openReader(path);
    const writer = await openWriter(path);
    return connectionOf({ path, reader, writer }, translate);
  } catch (error) {
    throw await fileFailure(path, error);
  }
}

interface OpenFile {
  readonly path: string;
  readonly reader: Reader;
  readonly writer: AsyncSqliteFile;
}

type Reader = SqliteDatabase & {
  exec(sql: string): void;
  /** The value of a pragma. */
  number(pragma: string): number;
};

function connectionOf({ path, reader, writer }: OpenFile, translate: Translate): Connection {
  const sameFile = new SameFile(path);
  const query = new Kysely<Tables>({ dialect: translated(new ReaderDialect(reader), translate) });
  const writing = new Kysely<Tables>({
    dialect: translated(sqliteWriterDialect(writer, sameFile), translate),
  });
  const commits = new GroupCommit(writing);
  return {
    query,
    schema: null,
    write: (work) => commits.write(work),
    transaction: (work) => commits.write(work),
    path,
    settle: () => {
      try {
        reader.exec(`pragma user_version = ${USER_VERSION}`);
      } catch (error) {
        throw translate(error);
      }
      checkpoint(reader);
      sameFile.remember();
    },
    giveBack: async () => {
      for (const statement of givingBack(useOf(reader))) {
        await commits.between(async () => {
          await writer.exec(statement);
        });
      }
      checkpoint(reader);
    },
    close: async () => {
      await writing.destroy();
      checkpoint(reader);
      await query.destroy();
    },
  };
}

function useOf(reader: Reader): Parameters<typeof givingBack>[0] {
  return {
    pages: reader.number('page_count'),
    free: reader.number('freelist_count'),
    isIncremental: reader.number('auto_vacuum') === INCREMENTAL,
  };
}

/**
 * Moves what the write-ahead log holds into the file, so that the file alone is a backup. Another process that reads
 * keeps the log as it is, which loses nothing.
 */
function checkpoint(reader: Reader): void {
  try {
    reader.exec(`pragma busy_timeout = ${CHECKPOINT_TIMEOUT_MS}`);
    reader.exec('pragma wal_checkpoint(truncate)');
    reader.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  } catch {
    // A log that could not be moved is read at the next start.
  }
}

async function openReader(path: string): Promise<Reader> {
  const { default: LibSql } = await import('libsql');
  const file = new LibSql(path);
  SETTINGS.forEach((setting) => file.exec(setting));
  // Only a new file takes it.
  file.exec('pragma auto_vacuum = incremental');
  await switchToWal(() => file.exec('pragma journal_mode = wal'));
  return {
    prepare: keptStatements((text) => file.prepare(text)),
    exec: (text) => {
      file.exec(text);
    },
    number: (pragma) => Number(file.prepare(`pragma ${pragma}`).pluck().get()),
    close: () => file.close(),
  };
}

async function openWriter(path: string): Promise<AsyncSqliteFile> {
  const { default: LibSql } = await import('libsql/promise');
  const file: AsyncSqliteFile = new LibSql(path, {});
  for (const setting of SETTINGS) {
    await file.exec(setting);
  }
  return file;
}

/** Two processes that make the same new file at once: one of them gets SQLITE_BUSY and simply asks again. */
async function switchToWal(ask: () => void): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      ask();
      return;
    } catch (error) {
      if (attempt === WAL_ATTEMPTS || !isBusy(error)) {
        throw error;
      }
    }
    await sleep(WAL_PAUSE_MS);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

/** Reads, and migrates at the start. */
class ReaderDialect extends SqliteDialect {
  constructor(private readonly file: SqliteDatabase) {
    super({ database: file });
  }

  override createDriver(): Driver {
    return new LockingSqliteDriver({ database: this.file });
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}

/**
 * Takes the write lock when a transaction begins. A migration reads first and writes later, which would fail at once
 * when another process wrote in between: the busy timeout does not help there (sqlite.org/rescode, BUSY_SNAPSHOT).
 */
class LockingSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** SQLite can undo schema changes; with this Kysely migrates inside one transaction, so nobody sees half of it. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
