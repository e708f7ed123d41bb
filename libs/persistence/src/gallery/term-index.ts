import type { QueryExecutorProvider, RawBuilder } from 'kysely';

/** A search for pictures by terms. */
export interface TermSearch {
  readonly callerId: string;
  /** At least one; all must match. */
  readonly terms: readonly string[];
  /** Ordinal, inclusive. */
  readonly from: number;
  /** Ordinal, exclusive. */
  readonly before: number;
  readonly limit: number;
}

/**
 * Finds pictures that match all terms, newest first. SQLite and Postgres have one implementation each; both get terms
 * that were tokenised and folded before, so that both find the same pictures.
 */
export interface TermIndex {
  /** Creates the tables, so that terms are deleted with their records. */
  create(db: QueryExecutorProvider): Promise<void>;
  /** Adds terms of records that were inserted in the same transaction. */
  add(query: QueryExecutorProvider, ordinals: RawBuilder<unknown>, terms: readonly string[]): Promise<void>;
  /** Ordinals, newest first. */
  find(query: QueryExecutorProvider, search: TermSearch): Promise<number[]>;
}
