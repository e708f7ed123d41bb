import fc from 'fast-check';
import { sql } from 'kysely';
import { backends, type TestStorage } from '../../test/backends.js';
import { ending, newJob, origin, result } from '../../test/samples.js';
import {
  type Database,
  type GalleryFilter,
  GalleryRepository,
  JobRepository,
  PictureRepository,
} from '../index.js';
import { wordsOf } from './terms.js';

interface Made {
  readonly id: string;
  readonly at: number;
  readonly origin?: Parameters<typeof origin>[0];
  readonly provider?: string;
}

const isWanted = (value: string, wanted: string | undefined): boolean =>
  wanted === undefined || wanted === value;

const hasLora = (loras: readonly { name: string }[], wanted: string | undefined): boolean =>
  wanted === undefined || loras.some(({ name }) => name.toLowerCase() === wanted);

describe.each(backends)('GalleryRepository on $name', (backend) => {
  let place: TestStorage;
  let database: Database;
  let jobs: JobRepository;
  let gallery: GalleryRepository;

  beforeEach(async () => {
    place = await backend.create();
    database = await place.open();
    jobs = new JobRepository(database);
    gallery = new GalleryRepository(database);
  });

  afterEach(async () => {
    await place.drop();
  });

  async function made({ id, at, provider = 'fal', ...given }: Made): Promise<void> {
    await jobs.insert(newJob({ id }));
    const finishing = ending({
      finishedAt: at,
      origin: origin(given.origin),
      results: [result({ id, provider })],
    });
    await jobs.finish(id, finishing);
  }

  /** Ids of all pages, with pages of `limit`. */
  async function pages(given: Partial<GalleryFilter> = {}, limit = 2): Promise<string[][]> {
    const filter = { callerId: 'anonymous', ...given };
    const all: string[][] = [];
    for (let before: number | null = null; ;) {
      const page = await gallery.page(filter, limit, before);
      if (page.length === 0) {
        return all;
      }
      all.push(page.map(({ id }) => id));
      before = page.at(-1)?.ordinal ?? null;
    }
  }

  const ids = async (given: Partial<GalleryFilter> = {}): Promise<string[]> => (await pages(given)).flat();

  it('shows what the caller has, newest first, page by page', async () => {
    await made({ id: 'b', at: 2_000 });
    await made({ id: 'a', at: 1_000 });
    await made({ id: 'c', at: 3_000 });
    await made({ id: 'x', at: 2_500, origin: { callerId: 'key-2' } });

    expect(await pages()).toStrictEqual([['c', 'b'], ['a']]);
    expect(await ids({ callerId: 'key-2' })).toStrictEqual(['x']);
    expect(await ids({ callerId: 'key-3', text: 'lighthouse' })).toStrictEqual([]);
  });

  it('is not shifted by what comes between two pages', async () => {
    for (const [index, id] of ['a', 'b', 'c', 'd'].entries()) {
      await made({ id, at: index });
    }
    const [, second] = await gallery.page({ callerId: 'anonymous' }, 2, null);
    await made({ id: 'new', at: 9 });
    await new PictureRepository(database).remove(['c']);

    const next = await gallery.page({ callerId: 'anonymous' }, 2, second?.ordinal ?? null);

    expect(next.map(({ id }) => id)).toStrictEqual(['b', 'a']);
  });

  it('tells what a gallery shows of a picture', async () => {
    await made({ id: 'a', at: 1_000, origin: { model: 'flux', operation: 'edit', dialect: 'openai' } });

    const [entry] = await gallery.page({ callerId: 'anonymous' }, 1, null);

    expect(entry).toStrictEqual({
      ...result({ id: 'a', provider: 'fal' }),
      ...origin({ model: 'flux', operation: 'edit', dialect: 'openai' }),
      jobId: 'a',
      createdAt: 1_000,
      ordinal: expect.any(Number),
    });
    expect(await gallery.find('a', 'anonymous')).toStrictEqual(entry);
    expect(await gallery.find('a', 'key-2')).toBeNull();
    expect(await gallery.find('b', 'anonymous')).toBeNull();
  });

  it('finds a picture by all of the words, whatever their case, and by none of a query language', async () => {
    await made({ id: 'a', at: 1, origin: { prompt: 'A RED lighthouse, ünïcode "quoted" NOT near: 猫の絵' } });
    await made({ id: 'b', at: 2, origin: { prompt: 'a red door' } });

    expect(await ids({ text: 'red' })).toStrictEqual(['b', 'a']);
    expect(await ids({ text: 'Lighthouse RED' })).toStrictEqual(['a']);
    expect(await ids({ text: 'red blue' })).toStrictEqual([]);
    expect(await ids({ text: 'light' })).toStrictEqual([]);
    expect(await ids({ text: 'ÜNÏCODE' })).toStrictEqual(['a']);
    expect(await ids({ text: '絵 猫' })).toStrictEqual(['a']);
    expect(await ids({ text: 'red NOT' })).toStrictEqual(['a']);
    expect(await ids({ text: `"re* OR (' -- near:red` })).toStrictEqual([]);
    expect(await ids({ text: ' !? ' })).toStrictEqual(['b', 'a']);
  });

  it('forgets the words of what is removed, a job with all its pictures too', async () => {
    await made({ id: 'a', at: 1 });
    await made({ id: 'b', at: 2 });
    await made({ id: 'c', at: 3 });
    await new PictureRepository(database).remove(['a']);
    await database.write((query) => query.deleteFrom('jobs').where('id', '=', 'b').execute());

    expect(await ids({ text: 'lighthouse' })).toStrictEqual(['c']);
    const left = await (
      backend.name === 'sqlite'
        ? sql`select rowid from picture_terms where picture_terms match 'lighthouse'`
        : sql`select ordinal from picture_terms`
    ).execute(database.query);
    expect(left.rows).toHaveLength(1);
  });

  it('finds few among many, and many that are old', async () => {
    await made({ id: 'old', at: 1, origin: { prompt: 'an old fox' } });
    await made({ id: 'older', at: 0, origin: { prompt: 'an old fox' } });
    const newer = Array.from({ length: 1_100 }, (_, number) => result({ id: `new-${number}` }));
    for (let start = 0; start < newer.length; start += 100) {
      await jobs.insert(newJob({ id: `many-${start}` }));
      await jobs.finish(
        `many-${start}`,
        ending({ finishedAt: 1_000 + start, results: newer.slice(start, start + 100) }),
      );
    }

    expect(await pages({ text: 'fox' }, 1)).toStrictEqual([['old'], ['older']]);
    expect(await ids({ text: 'fox', provider: 'sd-webui' })).toStrictEqual([]);
    expect((await pages({ text: 'lighthouse' }, 200)).map((page) => page.length)).toStrictEqual([
      200, 200, 200, 200, 200, 100,
    ]);
  });

  it('filters as one would by hand, whatever is combined', async () => {
    const some = <T>(...values: T[]) => fc.constantFrom(...values);
    const picture = fc.record({
      at: fc.nat(5),
      provider: some('fal', 'runware'),
      origin: fc.record({
        callerId: some('anonymous', 'key-2'),
        model: some('flux', 'sdxl'),
        operation: some('text' as const, 'edit' as const),
        dialect: some('openai', 'a1111'),
        loras: fc.subarray([
          { name: 'Elena', weight: 1 },
          { name: 'film grain', weight: 0.5 },
        ]),
        prompt: fc.subarray(['red', 'Fox', 'снег', '猫']).map((words) => words.join(' ')),
      }),
    });
    const filter = fc.record(
      {
        callerId: some('anonymous', 'key-2'),
        text: fc.subarray(['RED', 'fox', 'СНЕГ', '猫', 'dog']).map((words) => words.join(', ')),
        model: some('flux', 'sdxl', 'other'),
        provider: some('fal', 'runware'),
        lora: some('elena', 'film grain', 'nobody'),
        operation: some('text', 'edit'),
        dialect: some('openai', 'a1111'),
        createdFrom: fc.nat(5),
        createdBefore: fc.nat(6),
      },
      { requiredKeys: ['callerId'] },
    );
    const pictures = fc
      .sample(picture, { numRuns: 60, seed: 1 })
      .map((one, number) => ({ ...one, id: `p-${number}` }));
    for (const one of pictures) {
      await made(one);
    }

    await fc.assert(
      fc.asyncProperty(filter, async (wanted) => {
        const expected = pictures.filter(
          ({ at, provider, origin: from }) =>
            from.callerId === wanted.callerId &&
            isWanted(from.model, wanted.model) &&
            isWanted(provider, wanted.provider) &&
            isWanted(from.operation, wanted.operation) &&
            isWanted(from.dialect, wanted.dialect) &&
            hasLora(from.loras, wanted.lora) &&
            at >= (wanted.createdFrom ?? 0) &&
            at < (wanted.createdBefore ?? 99) &&
            wordsOf(wanted.text ?? '').every((word) => wordsOf(from.prompt).includes(word)),
        );
        // Of one millisecond the one that was written last is the newest.
        const newestFirst = expected.toReversed().toSorted((a, b) => b.at - a.at);
        expect((await pages(wanted, 7)).flat()).toStrictEqual(newestFirst.map(({ id }) => id));
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
