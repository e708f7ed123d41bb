import type { Kysely } from 'kysely';

/** The model that a vendor says it served. Of attempts of before nobody knows. */
export async function createServedModel(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('attempts').addColumn('served_model', 'text').execute();
}
