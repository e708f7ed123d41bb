import { type Kysely, sql } from 'kysely';

/**
 * Which call started a job, and whether its answer reached anybody, so that the same call sent again finds the job whose
 * answer was lost. The index holds only jobs without an answer: few, and none of earlier versions.
 */
export async function createRepeats(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('jobs').addColumn('call', 'text').execute();
  for (const name of ['answered_at', 'left_at']) {
    await db.schema.alterTable('jobs').addColumn(name, 'bigint').execute();
  }
  await sql`create index jobs_unanswered_call on jobs (caller_id, call, created_at)
    where call is not null and answered_at is null`.execute(db);
}
