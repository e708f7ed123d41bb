import { type Kysely, sql } from 'kysely';
import { backends, type TestStorage } from '../../test/backends.js';
import { GalleryRepository, JobRepository, OwnershipRepository, PictureRepository } from '../index.js';
import { migrate, migrationNames } from '../migrate.js';
import { openPostgres } from '../postgres.js';
import { openSqlite } from '../sqlite.js';
import type { Tables } from '../tables.js';

const CREATED_AT = 1_795_000_000_000;

/** As the first version wrote it: what was added later is not there. */
const REQUEST = {
  operation: 'text',
  model: null,
  prompt: 'a lighthouse in a storm',
  negativePrompt: '',
  size: { width: 64, height: 48 },
  count: 1,
  seed: null,
  steps: null,
  guidance: null,
  sampler: null,
  scheduler: null,
  loras: [],
  source: null,
  mask: null,
  references: [],
  strength: null,
  quality: null,
  output: { format: null, quality: null },
  fidelity: 'report',
};

const PLAN = {
  model: 'default',
  originalPrompt: REQUEST.prompt,
  prompt: REQUEST.prompt,
  negativePrompt: '',
  loras: [{ name: 'elena', weight: 0.8, reason: 'named in the request' }],
  seed: 7,
  candidates: [
    { provider: 'runware', vendorModel: '', request: REQUEST, degradations: [], calls: 1, estimate: null },
  ],
  excluded: [],
};

const PICTURE = {
  id: 'f'.repeat(32),
  job_id: 'done',
  position: 0,
  hash: 'cd'.repeat(32),
  format: 'png',
  width: 64,
  height: 48,
  byte_length: 1234,
  seed: 7,
  provider: 'runware',
  vendor_model: '',
  infotext: 'a lighthouse in a storm',
};

function jobRow(id: string, given: object): Record<string, unknown> {
  return {
    id,
    caller_id: 'key-1',
    caller_owner: 'Anna',
    dialect: 'openai',
    fingerprint: `call of ${id}`,
    request: JSON.stringify(REQUEST),
    plan: JSON.stringify(PLAN),
    degradations: '[]',
    created_at: CREATED_AT,
    started_at: CREATED_AT + 1,
    ...given,
  };
}

function attemptRow(jobId: string, given: object): Record<string, unknown> {
  return {
    job_id: jobId,
    position: 0,
    provider: 'runware',
    vendor_model: '',
    count: 1,
    started_at: CREATED_AT + 1,
    delivered: 0,
    ...given,
  };
}

async function insert(db: Kysely<Tables>, table: string, row: Record<string, unknown>): Promise<void> {
  await sql`insert into ${sql.id(table)} (${sql.join(Object.keys(row).map((name) => sql.id(name)))})
    values (${sql.join(Object.values(row))})`.execute(db);
}

/** What a bridge with that schema left behind: a job that is done, one that waited, and one at its vendor. */
async function leave(db: Kysely<Tables>, schema: string): Promise<void> {
  await insert(db, 'jobs', jobRow('done', { state: 'succeeded', finished_at: CREATED_AT + 9 }));
  await insert(db, 'attempts', attemptRow('done', { outcome: 'delivered', task_id: 'task-1', delivered: 1 }));
  // From the gallery on a picture knows where it comes from.
  const shown = {
    caller_id: 'key-1',
    dialect: 'openai',
    operation: 'text',
    model: 'default',
    prompt: REQUEST.prompt,
    loras: '[{"name":"elena","weight":0.8}]',
    created_at: CREATED_AT + 9,
    ordinal: (CREATED_AT + 9) * 1024,
  };
  await insert(db, 'pictures', schema < '0003' ? PICTURE : { ...PICTURE, ...shown });
  await insert(db, 'jobs', jobRow('waiting', { state: 'queued', plan: null, started_at: null }));
  await insert(db, 'jobs', jobRow('ordered', { state: 'running', created_at: CREATED_AT + 1 }));
  await insert(db, 'attempts', attemptRow('ordered', { task_id: 'task-2' }));
}

describe.each(backends)('A data folder of an earlier schema on $name', (backend) => {
  let place: TestStorage;

  beforeEach(async () => {
    place = await backend.create();
  });

  afterEach(async () => {
    await place.drop();
  });

  it.each(migrationNames(backend.name).slice(0, -1))('opens whole: %s', async (target) => {
    const { storage } = place;
    const old = await (storage.DATABASE_URL === undefined
      ? openSqlite(storage.DATA_PATH)
      : openPostgres(storage.DATABASE_URL));
    await migrate(old.query, { backend: backend.name, schema: old.schema, target });
    await leave(old.query, target);
    await old.close();

    const database = await place.open();

    const jobs = new JobRepository(database);
    expect(await jobs.find('done')).toMatchObject({
      state: 'succeeded',
      request: { prompt: REQUEST.prompt, characterPrompts: {} },
      plan: { routing: 'ordered', candidates: [{ preset: null }] },
      attempts: [{ outcome: 'delivered', taskId: 'task-1' }],
      results: [{ id: PICTURE.id, seed: 7 }],
    });
    expect(await new PictureRepository(database).find(PICTURE.id)).toMatchObject({ hash: PICTURE.hash });
    const gallery = new GalleryRepository(database);
    expect(await gallery.page({ callerId: 'key-1' }, 10, null)).toMatchObject([
      { id: PICTURE.id, prompt: REQUEST.prompt, operation: 'text', createdAt: CREATED_AT + 9 },
    ]);
    expect(await new OwnershipRepository(database, jobs).take({ own: true })).toMatchObject([
      { id: 'waiting' },
      { id: 'ordered' },
    ]);
    expect(await jobs.find('ordered')).toMatchObject({
      fingerprint: 'call of ordered',
      attempts: [{ outcome: null, taskId: 'task-2' }],
    });
  });
});
