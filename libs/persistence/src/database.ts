import { BridgeError } from '@fusionbridge/core';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Backend, Connection, Query, Write } from './connection.js';
import type { DatabasePlace } from './database-place.js';
import { DatabaseCondition } from './database-condition.js';
import { fileFailure } from './file-failure.js';
import { Instance } from './instance.js';
import { LateRecords } from './late-records.js';
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
  /** What is still to be written. */
  readonly late = new LateRecords();

  private constructor(
    readonly backend: Backend,
    private readonly connection: Connection,
    private readonly condition: DatabaseCondition,
    /** Owner of the jobs that are written through it. */
    readonly instance: Instance,
  ) {}

  /**
   * Opens the database, migrates its schema and checks that it is writable. Loads only the driver that is used.
   * @param instance Released when the database is closed
   * @throws Error that names the setting to check, and for a file its path and the reason
   */
  static async open(place: DatabasePlace, instance = new Instance('unnamed')): Promise<Database> {
    const { DATABASE_URL: url, DATA_PATH: dataPath } = place;
    const condition = new DatabaseCondition();
    const database =
      url === undefined
        ? new Database('sqlite', await openSqlite(dataPath, condition.noted), condition, instance)
        : new Database('postgres', await explained(openPostgres(url, condition.noted)), condition, instance);
    try {
      await migrate(database.query, { backend: database.backend, schema: database.connection.schema });
      database.connection.settle();
    } catch (error) {
      await database.close();
      throw await forOperator(error, database.connection.path);
    }
    return database;
  }

  /** A sentence on what is wrong with the database; null while it works. */
  get problem(): string | null {
    return this.condition.problem;
  }

  /** For reading. */
  get query(): Query {
    return this.connection.query;
  }

  /** Runs one writing statement. Durable when it resolves. */
  write<T>(work: Write<T>): Promise<T> {
    return this.watched(this.connection.write(work));
  }

  /** Runs several writing statements in a transaction. Durable when it resolves. */
  transaction<T>(work: Write<T>): Promise<T> {
    return this.watched(this.connection.transaction(work));
  }

  /** Returns space that a large clean-up has freed to the disk. */
  giveBack(): Promise<void> {
    return this.watched(this.connection.giveBack());
  }

  /** Waits for pending writes. Idempotent. */
  close(): Promise<void> {
    this.closing ??= this.finishedWriting()
      .then(() => this.connection.close())
      .finally(() => this.instance.release());
    return this.closing;
  }

  private async finishedWriting(): Promise<void> {
    await Promise.allSettled(this.writing);
    await this.late.close();
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  private async watched<T>(writing: Promise<T>): Promise<T> {
    this.writing.add(writing);
    try {
      const written = await writing;
      this.condition.works();
      return written;
    } finally {
      this.writing.delete(writing);
    }
  }
}

/** Adds the file's name if the database itself failed; a newer schema has been explained already. */
async function forOperator(error: unknown, path: string | null): Promise<unknown> {
  return error instanceof BridgeError && path !== null ? fileFailure(path, error) : error;
}

/** The driver's message may contain a URL with a password, so it stays in the cause. */
async function explained<T>(opening: Promise<T>): Promise<T> {
  return opening.catch((error: unknown) => {
    const cause = error instanceof BridgeError ? error.cause : error;
    throw new Error('The database could not be opened: check DATABASE_URL.', { cause });
  });
}
