import { backends, type TestStorage } from '../test/backends.js';
import { writerProgram } from '../test/processes.js';
import { JobRepository } from './index.js';

describe.each(backends)('Several processes on $name', (backend) => {
  let place: TestStorage;
  let program: Awaited<ReturnType<typeof writerProgram>>;

  beforeAll(async () => {
    program = await writerProgram();
  });

  afterAll(async () => {
    await program.remove();
  });

  beforeEach(async () => {
    place = await backend.create();
  });

  afterEach(async () => {
    await place.drop();
  });

  async function idsKept(): Promise<string[]> {
    const jobs = new JobRepository(await place.open());
    return (await jobs.unfinished()).map((job) => job.id).toSorted();
  }

  it('make the schema once when they start together, and lose none of their writes', async () => {
    const writers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => program.start(place, name, 25)));

    const written = await Promise.all(writers.map((writer) => writer.go()));

    expect(written.flat()).toHaveLength(100);
    expect(await idsKept()).toStrictEqual(written.flat().toSorted());
  }, 60_000);

  it('have every write that was confirmed, after one is killed', async () => {
    const writer = await program.start(place, 'job', 1_000_000);

    const confirmed = await writer.go(40);

    expect(confirmed.length).toBeGreaterThanOrEqual(40);
    expect(await idsKept()).toEqual(expect.arrayContaining(confirmed));
  }, 60_000);
});
