import { sql } from 'kysely';
import { backends, type TestStorage } from '../../test/backends.js';
import { storedPlan, storedRequest } from '../../test/samples.js';
import { GalleryRepository } from '../index.js';
import { migrate } from '../migrate.js';
import { openPostgres } from '../postgres.js';
import { openSqlite } from '../sqlite.js';

describe.each(backends)('Migration 0006 on $name', (backend) => {
  let place: TestStorage;

  beforeEach(async () => {
    place = await backend.create();
  });

  afterEach(async () => {
    await place.drop();
  });

  it('lets old pictures be found', async () => {
    const { DATABASE_URL: url, DATA_PATH: path } = place.storage;
    const old = await (url === undefined ? openSqlite(path) : openPostgres(url));
    await migrate(old.query, { backend: backend.name, schema: old.schema, target: '0002-uploaded-loras' });
    const plan = JSON.stringify({ ...storedPlan(), prompt: 'a red fox', model: 'flux' });
    await sql`insert into jobs
      (id, caller_id, caller_owner, dialect, state, request, plan, degradations, created_at, finished_at)
      values ('job', 'key-1', 'Anna', 'openai', 'succeeded', ${JSON.stringify(storedRequest())}, ${plan}, '[]', 1, 2)`.execute(
      old.query,
    );
    for (let number = 0; number < 600; number += 1) {
      await sql`insert into pictures
        (id, job_id, position, hash, format, width, height, byte_length, seed, provider, vendor_model, infotext)
        values (${`p-${number}`}, 'job', ${number}, 'ab', 'png', 1, 1, 1, 1, 'fal', 'x', '')`.execute(
        old.query,
      );
    }
    await old.close();

    const gallery = new GalleryRepository(await place.open());

    const found = await gallery.page(
      { callerId: 'key-1', text: 'FOX', lora: 'elena', model: 'flux' },
      1_000,
      null,
    );
    expect(new Set(found.map(({ id }) => id)).size).toBe(600);
  });
});
