import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { facetTerm } from './terms.js';
import type { TermIndex, TermSearch } from './term-index.js';

/**
 * SQLite's full-text search with the ordinals as row ids: it scans them from the newest on and stops when a page is
 * full. It stores no texts and no positions, which makes it a tenth of the size.
 */
export class SqliteTermIndex implements TermIndex {
  /** The tokenizer splits at blanks only: words contain only letters and digits, and prefixes begin with `_`. */
  async create(db: QueryExecutorProvider): Promise<void> {
    await sql`
      create virtual table picture_terms using fts5(
        terms, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_'"
      )`.execute(db);
    await sql`
      create trigger pictures_lose_terms after delete on pictures begin
        delete from picture_terms where rowid = old.ordinal;
      end`.execute(db);
  }

  async add(
    query: QueryExecutorProvider,
    ordinals: RawBuilder<unknown>,
    terms: readonly string[],
  ): Promise<void> {
    await sql`
      insert into picture_terms (rowid, terms)
      select found.ordinal, ${terms.join(' ')} from (${ordinals}) as found`.execute(query);
  }

  /** Full-text search seeks a row id only if it is an integer, and the driver binds every number as a double. */
  async find(
    query: QueryExecutorProvider,
    { callerId, terms, from, before, limit }: TermSearch,
  ): Promise<number[]> {
    const all = [facetTerm('callerId', callerId), ...terms];
    const { rows } = await sql<{ ordinal: number }>`
      select rowid as ordinal from picture_terms
      where picture_terms match ${all.map((term) => `"${term}"`).join(' ')}
        and rowid >= cast(${from} as integer) and rowid < cast(${before} as integer)
      order by rowid desc limit ${limit}`.execute(query);
    return rows.map(({ ordinal }) => ordinal);
  }
}
