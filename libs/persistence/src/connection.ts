import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** Which kind of database it is. */
export type Backend = 'sqlite' | 'postgres';

export type Query = Kysely<Tables>;

/** Writing queries. May run again after a failed commit, so it must not do anything else. */
export type Write<T> = (query: Query) => Promise<T>;

/** An open database of either kind. */
export interface Connection {
  /** For reading. */
  readonly query: Query;
  /** The Postgres schema that holds the tables; `null` on SQLite. */
  readonly schema: string | null;
  /** Runs one writing statement. Committed when it resolves. */
  write<T>(work: Write<T>): Promise<T>;
  /** Runs several statements in a transaction. Committed when it resolves. */
  transaction<T>(work: Write<T>): Promise<T>;
  /** Of the SQLite file; `null` on Postgres. */
  readonly path: string | null;
  /** Checks that the migrated database is writable. @throws the driver's error if it is not */
  settle(): void;
  /** Returns space that a large clean-up has freed to the disk; Postgres does that by itself. */
  giveBack(): Promise<void>;
  /** Must be called when no write is pending. */
  close(): Promise<void>;
}
