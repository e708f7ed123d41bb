import type { Kysely } from 'kysely';

/** Jobs, their attempts and their pictures. `bigint` and `double precision` are understood by both backends. */
export async function createJobTables(db: Kysely<unknown>): Promise<void> {
  await createJobs(db);
  await createAttempts(db);
  await createPictures(db);
}

async function createJobs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('jobs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('caller_id', 'text', (column) => column.notNull())
    .addColumn('caller_owner', 'text', (column) => column.notNull())
    .addColumn('dialect', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text')
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('plan', 'text')
    .addColumn('degradations', 'text', (column) => column.notNull())
    .addColumn('cost_usd', 'double precision')
    .addColumn('cost_source', 'text')
    .addColumn('error', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('started_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .execute();
  // Two null fingerprints differ on both backends, so only jobs that can be joined are held apart.
  await db.schema
    .createIndex('jobs_fingerprint')
    .on('jobs')
    .columns(['caller_id', 'fingerprint'])
    .unique()
    .execute();
  await db.schema.createIndex('jobs_state').on('jobs').column('state').execute();
}

async function createAttempts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('attempts')
    .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('vendor_model', 'text', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('finished_at', 'bigint')
    .addColumn('outcome', 'text')
    .addColumn('task_id', 'text')
    .addColumn('delivered', 'integer', (column) => column.notNull())
    .addColumn('cost_usd', 'double precision')
    .addColumn('cost_source', 'text')
    .addColumn('error', 'text')
    .addPrimaryKeyConstraint('attempts_key', ['job_id', 'position'])
    .execute();
}

async function createPictures(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('pictures')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('format', 'text', (column) => column.notNull())
    .addColumn('width', 'integer', (column) => column.notNull())
    .addColumn('height', 'integer', (column) => column.notNull())
    .addColumn('byte_length', 'bigint', (column) => column.notNull())
    .addColumn('seed', 'bigint', (column) => column.notNull())
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('vendor_model', 'text', (column) => column.notNull())
    .addColumn('infotext', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('pictures_job').on('pictures').columns(['job_id', 'position']).execute();
  await db.schema.createIndex('pictures_hash').on('pictures').column('hash').execute();
}
