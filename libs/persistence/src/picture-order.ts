import { type RawBuilder, sql } from 'kysely';
import type { Backend } from './connection.js';

/** Pictures of one millisecond that can be told apart. Times stay exact in a double until the year 2248. */
export const ORDINALS_PER_MS = 1024;

/**
 * A unique ordinal for a new picture, ordered by time: its millisecond, and a number among those of the same one.
 * Computed inside the insert: from the table on SQLite, which has one writer at a time, and from a sequence on
 * Postgres.
 * @param offset Index of the row within the insert, because rows of one insert do not see each other
 */
export function nextOrdinal(backend: Backend, createdAt: number, offset: number): RawBuilder<number> {
  const first = createdAt * ORDINALS_PER_MS;
  return backend === 'postgres'
    ? sql<number>`cast(${first} as bigint) + nextval('picture_ordinals') % ${sql.lit(ORDINALS_PER_MS)}`
    : sql<number>`(select coalesce(max(ordinal) + 1, ${first}) from pictures
        where ordinal >= ${first} and ordinal < ${first + ORDINALS_PER_MS}) + ${offset}`;
}
