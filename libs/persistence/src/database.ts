import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { StorageEnv } from '@fusionbridge/settings';
import type { Backend, Connection, Query, Write } from './connection.js';
import { migrate } from './migrate.js';
import { openPostgres } from './postgres.js';
import { openSqlite } from './sqlite.js';

/**
 * The one database: an SQLite file, or Postgres when `DATABASE_URL` is set. Only repositories use it. It is closed
 * last when the bridge stops, after the jobs have written their ends.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  private closing: Promise<void> | null = null;
  private readonly writing = new Set<Promise<unknown>>();

  private constructor(
    readonly backend: Backend,
    private readonly connection: Connection,
  ) {}

  /**
   * Opens the database and brings its schema up to date. Loads only the driver that is used.
   * @throws Error that says which setting to look at
   */
  static async open(storage: StorageEnv): Promise<Database> {
    const { DATABASE_URL: url, DATA_PATH: dataPath } = storage;
    const database =
      url === undefined
        ? new Database('sqlite', await explained('DATA_PATH', openSqlite(dataPath)))
        : new Database('postgres', await explained('DATABASE_URL', openPostgres(url)));
    try {
      await migrate(database.query, { backend: database.backend, schema: database.connection.schema });
    } catch (error) {
      await database.close();
      throw error;
    }
    return database;
  }

  /** For reading. */
  get query(): Query {
    return this.connection.query;
  }

  /** One statement that writes. On disk when it resolves. */
  write<T>(work: Write<T>): Promise<T> {
    return this.watched(this.connection.write(work));
  }

  /** Several statements that write, all or nothing. On disk when it resolves. */
  transaction<T>(work: Write<T>): Promise<T> {
    return this.watched(this.connection.transaction(work));
  }

  /** Waits for what is being written. Safe to call twice. */
  close(): Promise<void> {
    this.closing ??= Promise.allSettled(this.writing).then(() => this.connection.close());
    return this.closing;
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  private async watched<T>(writing: Promise<T>): Promise<T> {
    this.writing.add(writing);
    try {
      return await writing;
    } finally {
      this.writing.delete(writing);
    }
  }
}

/** The driver's own words may name a path or an address with a password: they stay in the cause. */
async function explained<T>(setting: string, opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (cause) {
    throw new Error(`The database could not be opened: check ${setting}.`, { cause });
  }
}
