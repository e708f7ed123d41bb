import type { Kysely } from 'kysely';

/**
 * Which bridge an unfinished job belongs to, and how often it has changed hands; and when each bridge was last heard of.
 * Jobs of before belong to nobody.
 */
export async function createOwners(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('jobs').addColumn('owner', 'text').execute();
  await db.schema
    .alterTable('jobs')
    .addColumn('fence', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable('instances')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute();
}
