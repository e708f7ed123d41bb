import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Backend } from '../connection.js';
import { ORDINALS_PER_MS } from '../picture-order.js';

/** Rows that are read at once: a large database shall not have to fit into memory. */
const JOBS_AT_ONCE = 200;

interface Before {
  jobs: { id: string; request: string; plan: string | null };
  pictures: {
    job_id: string;
    prompt: string;
    model: string;
    operation: string;
    loras: string;
  };
}

/** What a gallery shows of a job; whatever else is inside does not matter here. */
const asked = z.object({
  operation: z.string(),
  model: z.string().nullable(),
  prompt: z.string(),
  loras: z.array(z.object({ name: z.string(), weight: z.number() })),
});

const planned = asked.omit({ operation: true }).extend({ model: z.string() });

/**
 * Pictures know what a gallery filters and shows, so that a page needs no other table, and a job knows which picture
 * it repeats.
 */
export async function createGallery(db: Kysely<Before>, backend: Backend): Promise<void> {
  await db.schema.alterTable('jobs').addColumn('parent', 'text').execute();
  await addColumns(db);
  await fillFromJobs(db);
  await fillFromJson(db);
  await createIndices(db);
  if (backend === 'postgres') {
    await sql`create sequence picture_ordinals`.execute(db);
  }
}

/** SQLite adds one column at a time, and none without a default. */
async function addColumns(db: Kysely<Before>): Promise<void> {
  const pictures = db.schema.alterTable('pictures');
  for (const name of ['caller_id', 'dialect', 'operation', 'model', 'prompt']) {
    await pictures.addColumn(name, 'text', (column) => column.notNull().defaultTo('')).execute();
  }
  await pictures.addColumn('loras', 'text', (column) => column.notNull().defaultTo('[]')).execute();
  for (const name of ['created_at', 'ordinal']) {
    await pictures.addColumn(name, 'bigint', (column) => column.notNull().defaultTo(0)).execute();
  }
}

async function fillFromJobs(db: Kysely<Before>): Promise<void> {
  await sql`
    update pictures set
      caller_id = jobs.caller_id,
      dialect = jobs.dialect,
      created_at = coalesce(jobs.finished_at, jobs.created_at)
    from jobs where jobs.id = pictures.job_id`.execute(db);
  await sql`
    update pictures set ordinal = created_at * ${sql.lit(ORDINALS_PER_MS)} + numbered.place
    from (
      select id, row_number() over (partition by created_at order by job_id, position) - 1 as place from pictures
    ) as numbered
    where numbered.id = pictures.id`.execute(db);
}

/** Read here and not by the databases: Postgres refuses JSON that holds half a character. */
async function fillFromJson(db: Kysely<Before>): Promise<void> {
  for (let last = ''; ;) {
    const jobs = await db
      .selectFrom('jobs')
      .select(['id', 'request', 'plan'])
      .where('id', '>', last)
      .where('id', 'in', (painted) => painted.selectFrom('pictures').select('job_id'))
      .orderBy('id')
      .limit(JOBS_AT_ONCE)
      .execute();
    for (const { id, request, plan } of jobs) {
      await db.updateTable('pictures').set(shownOf(request, plan)).where('job_id', '=', id).execute();
      last = id;
    }
    if (jobs.length < JOBS_AT_ONCE) {
      return;
    }
  }
}

function shownOf(request: string, plan: string | null): Partial<Before['pictures']> {
  const wanted = asked.parse(JSON.parse(request));
  const { model, prompt, loras } = plan === null ? wanted : planned.parse(JSON.parse(plan));
  return {
    operation: wanted.operation,
    model: model ?? '',
    prompt: prompt.toWellFormed(),
    loras: JSON.stringify(loras),
  };
}

async function createIndices(db: Kysely<Before>): Promise<void> {
  const index = (name: string) => db.schema.createIndex(name).on('pictures');
  await index('pictures_ordinal').column('ordinal').unique().execute();
  await index('pictures_caller').columns(['caller_id', 'ordinal']).execute();
  await index('pictures_created').column('created_at').execute();
}
