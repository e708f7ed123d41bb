import type { Kysely } from 'kysely';

/** What became of the vendor's signature of each picture. Of pictures of before nobody knows that they had one. */
export async function createContentCredentials(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('pictures')
    .addColumn('content_credentials', 'text', (column) => column.notNull().defaultTo('none'))
    .execute();
}
