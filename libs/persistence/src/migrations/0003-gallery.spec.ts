import { sql } from 'kysely';
import { backends, type TestStorage } from '../../test/backends.js';
import { storedPlan, storedRequest } from '../../test/samples.js';
import type { Connection } from '../connection.js';
import type { Backend } from '../index.js';
import { migrate } from '../migrate.js';
import { openPostgres } from '../postgres.js';
import { openSqlite } from '../sqlite.js';

/** As a bridge left it that knew no gallery. */
async function oldDatabase(backend: Backend, { storage }: TestStorage): Promise<Connection> {
  const connection = await (storage.DATABASE_URL === undefined
    ? openSqlite(storage.DATA_PATH)
    : openPostgres(storage.DATABASE_URL));
  await migrate(connection.query, { backend, schema: connection.schema, target: '0002-uploaded-loras' });
  return connection;
}

async function insertJob({ query }: Connection, id: string, given: object = {}): Promise<void> {
  const row = {
    id,
    caller_id: 'key-1',
    caller_owner: 'Anna',
    dialect: 'openai',
    state: 'succeeded',
    request: JSON.stringify(storedRequest({ operation: 'inpaint' })),
    degradations: '[]',
    plan: JSON.stringify({ ...storedPlan(), prompt: 'half \ud800 a lighthouse', model: 'flux' }),
    created_at: 1_795_000_000_000,
    finished_at: 1_795_000_009_500,
    ...given,
  };
  await sql`insert into jobs (${sql.join(Object.keys(row).map((name) => sql.id(name)))})
    values (${sql.join(Object.values(row))})`.execute(query);
}

async function insertPicture({ query }: Connection, id: string, job: string, position = 0): Promise<void> {
  await sql`insert into pictures
    (id, job_id, position, hash, format, width, height, byte_length, seed, provider, vendor_model, infotext)
    values (${id}, ${job}, ${position}, 'ab', 'png', 1, 1, 1, 1, 'fal', 'x', '')`.execute(query);
}

describe.each(backends)('Migration 0003 on $name', (backend) => {
  let place: TestStorage;
  let old: Connection;

  beforeEach(async () => {
    place = await backend.create();
    old = await oldDatabase(backend.name, place);
  });

  afterEach(async () => {
    await place.drop();
  });

  it('tells old pictures what their jobs know', async () => {
    await insertJob(old, 'planned');
    await insertPicture(old, 'a', 'planned');
    await insertPicture(old, 'b', 'planned', 1);
    await insertJob(old, 'unplanned', { plan: null, finished_at: null, caller_id: 'key-2' });
    await insertPicture(old, 'c', 'unplanned');
    await old.close();

    const { query } = await place.open();

    const rows = await query
      .selectFrom('pictures')
      .select([
        'id',
        'caller_id',
        'dialect',
        'operation',
        'model',
        'prompt',
        'loras',
        'created_at',
        'ordinal',
      ])
      .orderBy('ordinal')
      .execute();
    const kept = { dialect: 'openai', operation: 'inpaint' };
    const planned = { ...kept, caller_id: 'key-1', model: 'flux', created_at: 1_795_000_009_500 };
    expect(rows.map(({ ordinal, ...row }) => ({ ...row, after: ordinal - row.created_at * 1024 }))).toEqual([
      {
        ...kept,
        id: 'c',
        caller_id: 'key-2',
        model: '',
        prompt: storedRequest().prompt,
        loras: '[]',
        created_at: 1_795_000_000_000,
        after: 0,
      },
      ...['a', 'b'].map((id, after) => ({
        ...planned,
        id,
        prompt: 'half \ufffd a lighthouse',
        loras: '[{"name":"elena","weight":0.8}]',
        after,
      })),
    ]);
  });

  it('reads a large database bit by bit', async () => {
    for (let number = 0; number < 450; number += 1) {
      await insertJob(old, `job-${number}`);
      await insertPicture(old, `picture-${number}`, `job-${number}`);
    }
    await old.close();

    const { query } = await place.open();

    const left = await query
      .selectFrom('pictures')
      .select('id')
      .where((is) => is.or([is('model', '!=', 'flux'), is('ordinal', '=', 0)]))
      .execute();
    expect(left).toStrictEqual([]);
  });
});
