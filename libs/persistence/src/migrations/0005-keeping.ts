import type { Kysely } from 'kysely';
import { z } from 'zod';

/** Rows that are read at once: a large database shall not have to fit into memory. */
const JOBS_AT_ONCE = 200;

interface Before {
  jobs: { id: string; request: string; plan: string | null };
  job_inputs: { job_id: string; hash: string; format: string };
}

const named = z.object({ hash: z.string(), format: z.string() });

/**
 * The files that jobs were made from, so that clearing away can ask who needs one, and indices for what is oldest and
 * how much there is.
 */
export async function createKeeping(db: Kysely<Before>): Promise<void> {
  await db.schema
    .createTable('job_inputs')
    .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('format', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('job_inputs_key', ['job_id', 'hash'])
    .execute();
  await db.schema.createIndex('job_inputs_hash').on('job_inputs').column('hash').execute();
  await db.schema.createIndex('jobs_finished').on('jobs').column('finished_at').execute();
  await db.schema.createIndex('pictures_bytes').on('pictures').column('byte_length').execute();
  await fillFromJson(db);
}

async function fillFromJson(db: Kysely<Before>): Promise<void> {
  for (let last = ''; ;) {
    const jobs = await db
      .selectFrom('jobs')
      .select(['id', 'request', 'plan'])
      .where('id', '>', last)
      .where((is) => is.or([is('request', 'like', '%"hash":"%'), is('plan', 'like', '%"hash":"%')]))
      .orderBy('id')
      .limit(JOBS_AT_ONCE)
      .execute();
    for (const { id, request, plan } of jobs) {
      const files = new Map([...filesIn(request), ...filesIn(plan ?? 'null')]);
      const rows = [...files].map(([hash, format]) => ({ job_id: id, hash, format }));
      if (rows.length > 0) {
        await db.insertInto('job_inputs').values(rows).execute();
      }
      last = id;
    }
    if (jobs.length < JOBS_AT_ONCE) {
      return;
    }
  }
}

/** By hash: whatever in the JSON names a file, wherever it stands. */
function filesIn(json: string): Map<string, string> {
  const files = new Map<string, string>();
  JSON.parse(json, (_key, value: unknown) => {
    const file = named.safeParse(value);
    if (file.success) {
      files.set(file.data.hash, file.data.format);
    }
    return value;
  });
  return files;
}
