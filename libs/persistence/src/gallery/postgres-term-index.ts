import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { TermIndex, TermSearch } from './term-index.js';

/** How many of the newest records are scanned first: frequent terms fill a page from them. */
const WALKED = 1_000;

/**
 * Arrays of terms with a GIN index. It finds rare terms quickly but has no order: for a term of thousands of pictures
 * all would be fetched for one page. So the newest records are scanned first, and the index is used if they do not
 * suffice.
 */
export class PostgresTermIndex implements TermIndex {
  async create(db: QueryExecutorProvider): Promise<void> {
    await sql`
      create table picture_terms (
        ordinal bigint primary key references pictures (ordinal) on delete cascade,
        caller_id text not null,
        terms text[] not null
      )`.execute(db);
    await sql`create index picture_terms_caller on picture_terms (caller_id, ordinal)`.execute(db);
    // With fastupdate a search would also scan a list of recent entries.
    await sql`create index picture_terms_terms on picture_terms using gin (terms) with (fastupdate = off)`.execute(
      db,
    );
  }

  async add(
    query: QueryExecutorProvider,
    ordinals: RawBuilder<unknown>,
    terms: readonly string[],
  ): Promise<void> {
    await sql`
      insert into picture_terms (ordinal, caller_id, terms)
      select found.ordinal, pictures.caller_id, ${[...terms]}::text[]
      from (${ordinals}) as found join pictures on pictures.ordinal = found.ordinal`.execute(query);
  }

  async find(query: QueryExecutorProvider, search: TermSearch): Promise<number[]> {
    const { limit } = search;
    const among = candidates(search);
    const walked = await sql<Row>`
      with newest as materialized (
        select ordinal, terms from picture_terms where ${among} order by ordinal desc limit ${WALKED}
      )
      select ordinal, terms @> ${[...search.terms]}::text[] as fits from newest order by ordinal desc`.execute(
      query,
    );
    const found = walked.rows.filter(({ fits }) => fits).slice(0, limit);
    if (found.length === limit || walked.rows.length < WALKED) {
      return found.map(({ ordinal }) => ordinal);
    }
    return this.findAll(query, search);
  }

  /** Materialized, or the planner scans all rows in the order of time to find a few. */
  private async findAll(query: QueryExecutorProvider, search: TermSearch): Promise<number[]> {
    const { rows } = await sql<Row>`
      with found as materialized (
        select ordinal from picture_terms
        where terms @> ${[...search.terms]}::text[] and ${candidates(search)}
      )
      select ordinal from found order by ordinal desc limit ${search.limit}`.execute(query);
    return rows.map(({ ordinal }) => ordinal);
  }
}

interface Row {
  readonly ordinal: number;
  readonly fits?: boolean;
}

function candidates({ callerId, from, before }: TermSearch): RawBuilder<unknown> {
  return sql`caller_id = ${callerId} and ordinal >= ${from} and ordinal < ${before}`;
}
