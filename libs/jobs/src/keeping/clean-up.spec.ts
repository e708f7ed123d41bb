import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { backends, type TestStorage } from '../../../persistence/test/backends.js';
import { type Harness, paint, requestFor, startJobs } from '../../test/harness.js';
import { KeptJobs } from '../../test/kept-jobs.js';
import { CleanUp } from './clean-up.js';
import type { Removed } from './removed.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = Date.now();

describe.each(backends)(`${CleanUp.name} on $name`, (backend) => {
  let place: TestStorage;
  let folder: string;
  const open: Harness[] = [];

  beforeEach(async () => {
    place = await backend.create();
    folder = await mkdtemp(join(tmpdir(), 'fusionbridge-kept-'));
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all(open.splice(0).map((harness) => harness.close()));
    await place.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Several of them are several bridges on one database and one store. */
  async function bridge(env: Record<string, string> = {}): Promise<[Harness, KeptJobs]> {
    const harness = await startJobs(place, {
      SHUTDOWN_DRAIN_SECONDS: '0',
      IMAGE_DATA_PATH: folder,
      ...env,
    });
    open.push(harness);
    return [harness, new KeptJobs(harness)];
  }

  const run = ({ cleanUp }: Harness, now = NOW): Promise<Removed> =>
    cleanUp.run(now, new AbortController().signal);

  it('takes jobs away once they are older than IMAGE_TTL, with their pictures and inputs', async () => {
    const [harness, kept] = await bridge({ IMAGE_TTL: '2d' });
    const input = await kept.file(randomBytes(500), NOW - 9 * DAY);
    const source = { hash: input, format: 'webp' as const, width: 1, height: 1 };
    const old = await kept.add('old', { endedAt: NOW - 2 * DAY - 1, source });
    await kept.add('failed', { endedAt: NOW - 3 * DAY, failed: true });
    const young = await kept.add('young', { endedAt: NOW - 2 * DAY });

    expect(await run(harness)).toMatchObject({ jobs: 2, bytes: 2500 });

    expect(await kept.ids('old', 'failed', 'young')).toEqual(['young']);
    expect(await kept.there(input, old, young)).toEqual([false, false, true]);
    await expect(harness.jobs.picture('of-old')).rejects.toMatchObject({ kind: 'not_found' });
    expect(await run(harness)).toEqual({ jobs: 0, files: 0, bytes: 0 });
  });

  it('takes thousands of them in batches', async () => {
    const [harness, kept] = await bridge();
    await kept.add('young', { endedAt: NOW });
    for (let number = 0; number < 60; number += 1) {
      await kept.add(`old-${number}`, { endedAt: NOW - 8 * DAY - number });
    }
    expect(await run(harness)).toMatchObject({ jobs: 60, files: 60 });
  });

  it('keeps for ever when IMAGE_TTL is 0', async () => {
    const [harness, kept] = await bridge({ IMAGE_TTL: '0' });
    const hash = await kept.add('old', { endedAt: NOW - 3650 * DAY });
    expect(await run(harness)).toEqual({ jobs: 0, files: 0, bytes: 0 });
    expect(await kept.there(hash)).toEqual([true]);
  });

  it('keeps within IMAGE_MAX_BYTES by taking the oldest, and no more than it must', async () => {
    const [harness, kept] = await bridge({ IMAGE_TTL: '0', IMAGE_MAX_BYTES: '2500' });
    for (const days of [2, 4, 1, 3]) {
      await kept.add(`${days}`, { endedAt: NOW - days * DAY });
    }
    await kept.add('empty', { endedAt: NOW - 9 * DAY, failed: true });
    // The failed one named no file: its bytes are an orphan, which goes first.
    expect(await run(harness)).toMatchObject({ jobs: 2, files: 3, bytes: 3000 });
    expect(await kept.ids('4', '3', '2', '1', 'empty')).toEqual(['2', '1', 'empty']);
  });

  it('takes nothing that the same call may still be answered from, however little room there is', async () => {
    const [harness, kept] = await bridge({ IMAGE_MAX_BYTES: '1' });
    const young = await kept.add('young', { endedAt: NOW - 15 * MINUTE, fingerprint: 'print' });
    const old = await kept.add('old', { endedAt: NOW - 25 * MINUTE });
    expect(await run(harness)).toMatchObject({ jobs: 1 });
    expect(await kept.there(young, old)).toEqual([true, false]);
  });

  it('makes a call anew whose job was taken away', async () => {
    const [harness, kept] = await bridge();
    await kept.add('old', { endedAt: NOW - 8 * DAY, fingerprint: 'print' });
    await run(harness);
    const { id } = await harness.submit({ fingerprint: 'print' });
    await (await harness.router.next()).deliver([await paint()]);
    expect(await harness.jobs.finished(id)).toMatchObject({ state: 'succeeded' });
  });

  it('leaves bytes that another record has, made or made from, until that goes too', async () => {
    const [harness, kept] = await bridge({ IMAGE_TTL: '2d' });
    const bytes = randomBytes(700);
    const hash = await kept.add('old', { endedAt: NOW - 5 * DAY, bytes });
    await kept.add('other', { endedAt: NOW - 4 * DAY, bytes });
    const source = { hash, format: 'webp' as const, width: 1, height: 1 };
    await kept.add('made-from', { endedAt: NOW - 1 * DAY, source });
    kept.age(hash, NOW - 5 * DAY);

    expect(await run(harness)).toMatchObject({ jobs: 2, files: 0 });
    expect(await kept.there(hash)).toEqual([true]);

    expect(await run(harness, NOW + 2 * DAY)).toMatchObject({ jobs: 1 });
    expect(await kept.there(hash)).toEqual([false]);
  });

  it('leaves what a running job is made from, also where an old record had the same bytes', async () => {
    const [harness, kept] = await bridge();
    const { bytes } = await paint();
    const { hash } = await harness.store.keep({ format: 'png', bytes });
    const { id } = await harness.submit({
      request: requestFor({ operation: 'image', source: { format: 'png', width: 32, height: 32, bytes } }),
    });
    const painting = await harness.router.next();
    await kept.add('young', { endedAt: NOW + 30 * DAY });

    await run(harness, NOW + 30 * DAY);

    expect(await harness.store.find(hash, 'png')).not.toBeNull();
    await painting.deliver([await paint(undefined, 5)]);
    const { results } = await harness.jobs.finished(id);
    expect(await harness.store.find(results[0]?.hash ?? '', 'png')).not.toBeNull();
  });

  it('leaves what a job has painted and not written down yet', async () => {
    const [harness, kept] = await bridge();
    await kept.add('young', { endedAt: NOW + 30 * DAY });
    const { finish } = harness.repository;
    const written = new Promise<string>((resolve) => {
      jest.spyOn(harness.repository, 'finish').mockImplementationOnce(async (jobId, end) => {
        resolve(end.results[0]?.hash ?? '');
        await run(harness, NOW + 30 * DAY);
        await finish.call(harness.repository, jobId, end);
      });
    });
    const { id } = await harness.submit();
    await (await harness.router.next()).deliver([await paint()]);
    const hash = await written;
    await harness.jobs.finished(id);
    expect(await harness.store.find(hash, 'png')).not.toBeNull();
  });

  it('leaves a file that somebody else has just kept again and is about to name', async () => {
    const [harness, kept] = await bridge();
    const hash = await kept.add('old', { endedAt: NOW - 8 * DAY });
    kept.age(hash, NOW - MINUTE);
    expect(await run(harness)).toMatchObject({ jobs: 1, files: 0 });
    expect(await kept.there(hash)).toEqual([true]);
  });

  it('lets a download go on to its end, and an answer open its files late', async () => {
    const [harness, kept] = await bridge();
    await kept.add('young', { endedAt: NOW });
    const bytes = randomBytes(2_000_000);
    const begun = await kept.add('begun', { endedAt: NOW - 8 * DAY, bytes });
    const late = await kept.add('late', { endedAt: NOW - 8 * DAY });
    // A store that has nothing in memory.
    const [{ store }] = await bridge();
    const download = store.open(begun, 'webp');
    await new Promise((resolve) => download.once('open', resolve));
    const reading = harness.store.readers.begin([late]);

    expect(await run(harness)).toMatchObject({ jobs: 2 });

    expect(await kept.there(begun, late)).toEqual([false, true]);
    expect((await buffer(download)).equals(bytes)).toBe(true);
    reading.done();
    expect(await run(harness)).toMatchObject({ files: 1 });
    expect(await kept.there(late)).toEqual([false]);
  });

  it('finds files that a crash left between a record and its file', async () => {
    const [harness, kept] = await bridge();
    await kept.add('young', { endedAt: NOW });
    const hash = await kept.add('old', { endedAt: NOW - 8 * DAY });
    const crash = jest.spyOn(harness.store, 'remove').mockRejectedValue(new Error('the power went'));
    expect(await run(harness)).toMatchObject({ jobs: 1, files: 0 });
    expect([await kept.ids('old'), await kept.there(hash)]).toEqual([[], [true]]);
    crash.mockRestore();

    const [next] = await bridge();
    expect(await run(next)).toEqual({ jobs: 0, files: 1, bytes: 1000 });
    expect(await kept.there(hash)).toEqual([false]);
  });

  it('sweeps files away that nobody names, after an hour', async () => {
    const [harness, kept] = await bridge({ IMAGE_TTL: '0' });
    const named = await kept.add('job', { endedAt: NOW - DAY });
    const young = await kept.file(randomBytes(10), NOW - 59 * MINUTE);
    const old = await kept.file(randomBytes(10), NOW - 61 * MINUTE);
    expect(await run(harness)).toEqual({ jobs: 0, files: 1, bytes: 10 });
    expect(await kept.there(named, young, old)).toEqual([true, true, false]);
  });

  it('sweeps nothing where the database knows no file at all: it may be the wrong one', async () => {
    const [harness, kept] = await bridge();
    const files = [await kept.file(randomBytes(10), NOW - DAY), await kept.file(randomBytes(10), NOW - DAY)];
    expect(await run(harness)).toEqual({ jobs: 0, files: 0, bytes: 0 });
    expect(await kept.there(...files)).toEqual([true, true]);
  });

  it('breaks nothing when two bridges do it at once', async () => {
    const [one, kept] = await bridge({ IMAGE_TTL: '2d' });
    const [two] = await bridge({ IMAGE_TTL: '2d' });
    const hashes: string[] = [];
    for (let number = 0; number < 40; number += 1) {
      hashes.push(await kept.add(`job-${number}`, { endedAt: NOW - 3 * DAY - number }));
    }
    const young = await kept.add('young', { endedAt: NOW });
    const [first, second] = await Promise.all([run(one), run(two)]);
    expect(first.jobs + second.jobs).toBe(40);
    expect(await kept.there(...hashes)).toEqual(hashes.map(() => false));
    expect(await kept.there(young)).toEqual([true]);
  });

  it('stops at once when the bridge does', async () => {
    const [harness, kept] = await bridge();
    await kept.add('old', { endedAt: NOW - 8 * DAY });
    expect(await harness.cleanUp.run(NOW, AbortSignal.abort())).toEqual({ jobs: 0, files: 0, bytes: 0 });
    expect(await kept.ids('old')).toEqual(['old']);
  });
});
