import { ANONYMOUS } from '@fusionbridge/core';
import { backends, type TestStorage } from '../test/backends.js';
import { ending, newJob, origin, result, storedRequest } from '../test/samples.js';
import { type Database, JobRepository, PictureRepository } from './index.js';

const HASH = 'cd'.repeat(32);

describe.each(backends)('the prompt of a picture on $name', (backend) => {
  let place: TestStorage;
  let database: Database;

  beforeEach(async () => {
    place = await backend.create();
    database = await place.open();
  });

  afterEach(async () => {
    await place.drop();
  });

  async function painted(id: string, prompt: string, createdAt: number): Promise<void> {
    const jobs = new JobRepository(database);
    await jobs.insert(newJob({ id, createdAt, request: storedRequest({ prompt }) }));
    await jobs.finish(id, ending({ attempts: [], results: [result({ id, hash: HASH })], origin: origin() }));
  }

  it('is that of the latest job which made this very file', async () => {
    await painted('older', 'a fox', 1);
    await painted('newer', 'two foxes', 2);
    expect(await new PictureRepository(database).promptOf(HASH, ANONYMOUS.id)).toBe('two foxes');
  });

  it("is nobody else's, and none for another file or where there were no words", async () => {
    const pictures = new PictureRepository(database);
    await painted('one', 'a fox', 1);
    expect(await pictures.promptOf(HASH, 'ben')).toBeNull();
    expect(await pictures.promptOf('ab'.repeat(32), ANONYMOUS.id)).toBeNull();
    await painted('two', ' ', 2);
    expect(await pictures.promptOf(HASH, ANONYMOUS.id)).toBeNull();
  });
});
