import type { Kysely } from 'kysely';

/** What an equal request is known by, for jobs whose pictures may answer it. Most jobs have none. */
export async function createResultCache(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('jobs').addColumn('cache_key', 'text').execute();
  await db.schema
    .createIndex('jobs_cache_key')
    .on('jobs')
    .columns(['caller_id', 'cache_key', 'created_at'])
    .where('cache_key', 'is not', null)
    .execute();
}
