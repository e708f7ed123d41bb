import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** Which kind of database it is. */
export type Backend = 'sqlite' | 'postgres';

export type Query = Kysely<Tables>;

/** Queries that write. May be run again when a commit failed, so it does nothing else. */
export type Write<T> = (query: Query) => Promise<T>;

/** An open database of either kind. */
export interface Connection {
  /** For reading. */
  readonly query: Query;
  /** The Postgres schema that holds the tables; `null` on SQLite. */
  readonly schema: string | null;
  /** One statement that writes. Committed when it resolves. */
  write<T>(work: Write<T>): Promise<T>;
  /** Several statements, all or nothing. Committed when it resolves. */
  transaction<T>(work: Write<T>): Promise<T>;
  /** Of the SQLite file; `null` on Postgres. */
  readonly path: string | null;
  /** Once the schema is up to date: sees that the database can be written. Throws where it cannot. */
  settle(): void;
  /** Gives what a large clean-up has freed back to the disk; Postgres does that by itself. */
  giveBack(): Promise<void>;
  /** To be called when nothing is being written. */
  close(): Promise<void>;
}
