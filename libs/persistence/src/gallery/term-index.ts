import type { QueryExecutorProvider, RawBuilder } from 'kysely';

/** Which pictures are wanted. */
export interface TermSearch {
  readonly callerId: string;
  /** All of them must be there; one at least. */
  readonly terms: readonly string[];
  /** Places in the order of time: from this one on, */
  readonly from: number;
  /** and before this one. */
  readonly before: number;
  readonly limit: number;
}

/**
 * Finds pictures by the words and facets they all have, newest first. One of the two ways in which the databases search
 * texts; both are told words that were cut and folded before, so that both find the same.
 */
export interface TermIndex {
  /** Makes the tables, and sees to it that a record that goes takes its terms along. */
  create(db: QueryExecutorProvider): Promise<void>;
  /** Notes terms of records that were written in the same transaction. */
  add(query: QueryExecutorProvider, ordinals: RawBuilder<unknown>, terms: readonly string[]): Promise<void>;
  /** Places in the order of time, newest first. */
  find(query: QueryExecutorProvider, search: TermSearch): Promise<number[]>;
}
