import { sql } from 'kysely';
import { backends } from '../../test/backends.js';
import { PICTURE_REF, storedPlan, storedRequest } from '../../test/samples.js';
import { migrate } from '../migrate.js';
import { openPostgres } from '../postgres.js';
import { openSqlite } from '../sqlite.js';

const MASK = { ...PICTURE_REF, hash: 'ef'.repeat(32), format: 'webp' as const };

describe.each(backends)('Migration 0005 on $name', (backend) => {
  it('finds out what old jobs were made from', async () => {
    const place = await backend.create();
    const { storage } = place;
    const old = await (storage.DATABASE_URL === undefined
      ? openSqlite(storage.DATA_PATH)
      : openPostgres(storage.DATABASE_URL));
    await migrate(old.query, { backend: backend.name, schema: old.schema, target: '0003-gallery' });
    const insert = async (id: string, request: object, plan: object | null = null): Promise<void> => {
      await sql`insert into jobs (id, caller_id, caller_owner, dialect, state, request, plan, degradations, created_at)
        values (${id}, 'c', 'c', 'openai', 'succeeded', ${JSON.stringify(request)},
          ${plan === null ? null : JSON.stringify(plan)}, '[]', 1)`.execute(old.query);
    };
    await insert('a', storedRequest({ prompt: 'a text that says "hash":"no" {}' }));
    await insert('b', storedRequest({ references: [PICTURE_REF, PICTURE_REF] }));
    await insert('c', storedRequest(), storedPlan(storedRequest({ source: PICTURE_REF, mask: MASK })));
    for (let number = 0; number < 250; number += 1) {
      await insert(`d-${String(number).padStart(3, '0')}`, storedRequest({ source: PICTURE_REF }));
    }
    await old.close();

    const { query } = await place.open();

    const rows = await query.selectFrom('job_inputs').selectAll().orderBy('job_id').orderBy('hash').execute();
    const png = { hash: PICTURE_REF.hash, format: 'png' };
    expect(rows).toHaveLength(253);
    expect(rows.slice(0, 4)).toEqual([
      { job_id: 'b', ...png },
      { job_id: 'c', ...png },
      { job_id: 'c', hash: MASK.hash, format: 'webp' },
      { job_id: 'd-000', ...png },
    ]);
    await place.drop();
  });
});
