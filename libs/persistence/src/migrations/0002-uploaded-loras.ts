import type { Kysely } from 'kysely';

/** LoRAs that were copied to a vendor, by the address they came from. */
export async function createUploadedLoras(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('uploaded_loras')
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('vendor_id', 'text', (column) => column.notNull())
    .addColumn('uploaded_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('uploaded_loras_key', ['provider', 'source'])
    .execute();
}
