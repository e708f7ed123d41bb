import { type Job, type Picture, PICTURE_FORMATS, type PictureFormat } from '@fusionbridge/core';
import { ImageProcessor, DiskPictureStore, readProvenance } from '@fusionbridge/media';
import sharp from 'sharp';
import { withManifest } from '@fusionbridge/simulators';
import { createSqlite, type TestStorage } from '../../../persistence/test/backends.js';
import { type Harness, paint, requestFor, startJobs } from '../../test/harness.js';

describe('finishing pictures', () => {
  let place: TestStorage;
  let harness: Harness;

  beforeEach(async () => {
    place = await createSqlite();
    harness = await startJobs(place, { SHUTDOWN_DRAIN_SECONDS: '0' });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await harness.close();
    await place.drop();
  });

  /** The job that made `painted` of a request, and the file of its first result. */
  async function made(
    given: Parameters<typeof requestFor>[0],
    ...painted: Picture[]
  ): Promise<{ job: Job; file: Buffer }> {
    const { jobs, router, store, submit } = harness;
    const { id } = await submit({ request: requestFor(given) });
    await (await router.next()).deliver(painted);
    const job = await jobs.finished(id);
    const [first] = job.results;
    return { job, file: first === undefined ? Buffer.alloc(0) : await store.read(first.hash, first.format) };
  }

  it('writes into the file how it was made, and leaves every pixel as it came', async () => {
    const painted = await paint();
    const { job, file } = await made(
      { prompt: 'a red door', steps: 20, guidance: 3.5, sampler: 'Euler a' },
      painted,
    );

    expect(await pixels(file)).toStrictEqual(await pixels(painted.bytes));
    const { infotext, record } = readProvenance(file);
    expect(infotext).toBe(job.results[0]?.infotext);
    expect(infotext).toBe(
      'a red door, finely painted\nSteps: 20, Sampler: Euler a, CFG scale: 3.5, Seed: 100, Size: 32x32, ' +
        'Model: m1, Provider: paid, Version: FusionBridge',
    );
    expect(record).toStrictEqual({
      software: 'FusionBridge',
      job: job.id,
      createdAt: new Date(job.createdAt).toISOString(),
      model: 'main',
      provider: 'paid',
      vendorModel: 'm1',
      seed: 100,
      originalPrompt: 'a red door',
      prompt: 'a red door, finely painted',
      negativePrompt: '',
      loras: [],
      degradations: [],
      attempts: [{ provider: 'paid', vendorModel: 'm1', outcome: 'delivered', taskId: null, error: null }],
      cost: { usd: 0.04, source: 'reported' },
    });
  });

  it('says nothing in the file about who asked', async () => {
    const { file } = await made({}, await paint());

    expect(file.includes('key-anna')).toBe(false);
    expect(file.includes('Anna')).toBe(false);
  });

  it('counts seeds on and gives every picture its own id', async () => {
    const { job } = await made({ count: 3 }, await paint(), await paint(undefined, 1), await paint());

    expect(job.results.map((result) => result.seed)).toStrictEqual([100, 101, 102]);
    expect(new Set(job.results.map((result) => result.id)).size).toBe(3);
  });

  it('brings another size to the one that was asked, and says so', async () => {
    const { job, file } = await made(
      { size: { width: 40, height: 24 } },
      await paint({ width: 64, height: 64 }),
    );

    expect(await sharp(file).metadata()).toMatchObject({ width: 40, height: 24 });
    expect(job.results[0]).toMatchObject({ width: 40, height: 24 });
    expect(job.degradations).toStrictEqual([
      {
        field: 'size',
        asked: '40x24',
        given: 'painted at 64x64, then brought to 40x24',
        why: 'the vendor did not paint the asked size',
      },
    ]);
  });

  it('says it once when planning has foreseen it', async () => {
    const foreseen = {
      field: 'size',
      asked: '40x24',
      given: 'painted at 64x64, then brought to 40x24',
      why: 'the vendor does not paint the asked size',
    };
    const { jobs, router, submit } = harness;
    const { id } = await submit({ request: requestFor({ size: { width: 40, height: 24 }, count: 2 }) });
    const square = { width: 64, height: 64 };
    await (
      await router.next()
    ).deliver([await paint(square), await paint(square, 1)], { degradations: [foreseen] });

    expect((await jobs.finished(id)).degradations).toStrictEqual([foreseen]);
  });

  it('leaves the size alone when none was asked', async () => {
    const { job } = await made({}, await paint({ width: 48, height: 16 }));

    expect(job.results[0]).toMatchObject({ width: 48, height: 16 });
    expect(job.degradations).toStrictEqual([]);
  });

  describe('of a vendor who signs', () => {
    const dropped = (why: string) => ({ field: 'content_credentials', given: 'dropped', why });

    async function signedPicture(format: PictureFormat): Promise<Picture> {
      const picture = await paint();
      const bytes = await sharp(picture.bytes).toFormat(format).toBuffer();
      return { ...picture, format, bytes: withManifest(bytes, format) };
    }

    it.each(PICTURE_FORMATS)('keeps a signed %s byte for byte', async (format) => {
      const painted = await signedPicture(format);

      const { job, file } = await made(
        { size: { width: 32, height: 32 }, output: { format, quality: null } },
        painted,
      );

      expect(file.equals(painted.bytes)).toBe(true);
      expect(job.results).toMatchObject([
        {
          contentCredentials: 'kept',
          byteLength: file.length,
          infotext: expect.stringContaining('Seed: 100'),
        },
      ]);
      expect(job.degradations).toStrictEqual([]);
    });

    it.each(['jpeg', 'webp'] as const)('gives no signature of a %s up for a quality', async (format) => {
      const painted = await signedPicture(format);

      const { job, file } = await made({ output: { format, quality: 20 } }, painted);

      expect(file.equals(painted.bytes)).toBe(true);
      expect(job.results).toMatchObject([{ contentCredentials: 'kept' }]);
      expect(job.degradations).toMatchObject([
        { field: 'output', asked: 'quality 20', given: 'as the vendor encoded it' },
      ]);
    });

    it('says why a signature was given up', async () => {
      const size = { width: 40, height: 24 };

      const { job, file } = await made(
        { size, output: { format: 'webp', quality: null } },
        await signedPicture('png'),
      );

      expect(job.results).toMatchObject([{ contentCredentials: 'dropped', format: 'webp' }]);
      expect(job.degradations).toMatchObject([
        { field: 'size' },
        dropped('the picture was brought from 32x32 to 40x24 and brought from png to webp'),
      ]);
      expect(readProvenance(file).infotext).toBe(job.results[0]?.infotext);
    });

    it('gives it up where it is pasted back under the mask', async () => {
      const mask = { width: 32, height: 32, pixels: Buffer.alloc(1024, 255) };

      const { job } = await made(
        { operation: 'inpaint', source: await paint(), mask },
        await signedPicture('png'),
      );

      expect(job.results).toMatchObject([{ contentCredentials: 'dropped' }]);
      expect(job.degradations).toMatchObject([dropped('the picture was pasted back under the mask')]);
    });
  });

  it('turns what has to be encoded anew upright, and says what else is lost', async () => {
    const { bytes } = await paint({ width: 64, height: 32 });
    const turned = await sharp(bytes).withMetadata({ orientation: 6 }).withIccProfile('p3').jpeg().toBuffer();

    const { job, file } = await made(
      { output: { format: 'png', quality: null } },
      { format: 'jpeg', width: 64, height: 32, bytes: turned },
    );

    expect(await sharp(file).metadata()).toMatchObject({ width: 32, height: 64 });
    expect(job.results).toMatchObject([{ width: 32, height: 64, contentCredentials: 'none' }]);
    expect(job.degradations).toMatchObject([
      { field: 'output', given: 'converted to sRGB', why: 'the picture was brought from jpeg to png' },
    ]);
  });

  it('says that only the first frame is left of a picture that moves', async () => {
    const frames = await Promise.all([paint(), paint(undefined, 1)]);
    const moving = await sharp(
      frames.map(({ bytes }) => bytes),
      { join: { animated: true } },
    )
      .webp()
      .toBuffer();
    const painted: Picture = { format: 'webp', width: 32, height: 32, bytes: moving };

    const whole = await made({}, painted);
    const still = await made({ output: { format: 'png', quality: null } }, painted);

    expect((await sharp(whole.file).metadata()).pages).toBe(2);
    expect(whole.job.degradations).toStrictEqual([]);
    expect(still.job.degradations).toMatchObject([{ asked: 'every frame', given: 'the first frame' }]);
  });

  it.each(['jpeg', 'webp'] as const)('encodes %s with the quality that was asked', async (format) => {
    const size = { width: 64, height: 64 };
    const low = await made({ output: { format, quality: 20 } }, await paint(size));
    const high = await made({ output: { format, quality: 95 } }, await paint(size));

    expect(low.job.results[0]?.format).toBe(format);
    expect((await sharp(low.file).metadata()).format).toBe(format);
    expect(low.file.length).toBeLessThan(high.file.length);
    expect(readProvenance(low.file)).toMatchObject({
      infotext: low.job.results[0]?.infotext,
      record: { job: low.job.id },
    });
  });

  it('does not encode a PNG again for a quality it cannot have', async () => {
    const convert = jest.spyOn(sharp.prototype, 'png');
    const painted = await paint();
    convert.mockClear();

    await made({ output: { format: null, quality: 80 } }, painted);

    expect(convert).not.toHaveBeenCalled();
  });

  it('keeps everything outside the mask bit for bit', async () => {
    const size = { width: 32, height: 32 };
    const source = await paint(size, 1);
    const mask = { ...size, pixels: Buffer.alloc(32 * 32, 0).fill(255, 16 * 32) };
    const { file, job } = await made(
      { operation: 'inpaint', source, mask },
      await paint({ width: 64, height: 64 }, 5),
    );

    const [before, after] = [await pixels(source.bytes), await pixels(file)];
    const half = 16 * 32 * 3;
    expect(after.subarray(0, half)).toStrictEqual(before.subarray(0, half));
    expect(after.subarray(half)).not.toStrictEqual(before.subarray(half));
    expect(job.results[0]).toMatchObject(size);
    expect(job.degradations).toMatchObject([{ field: 'size', asked: '32x32' }]);
  });

  it('keeps the picture as it came when it cannot be worked on', async () => {
    jest.spyOn(ImageProcessor.prototype, 'convert').mockRejectedValue(new Error('out of memory'));
    const painted = await paint();
    const { job, file } = await made(
      { size: { width: 8, height: 8 }, output: { format: 'webp', quality: null } },
      painted,
    );

    expect(job.state).toBe('succeeded');
    expect(await pixels(file)).toStrictEqual(await pixels(painted.bytes));
    expect(job.degradations).toStrictEqual([
      {
        field: 'output',
        asked: '8x8, webp',
        given: 'png 32x32, as the vendor painted it',
        why: 'the picture could not be worked on after it was painted',
      },
    ]);
  });

  it('keeps a file that takes no text without it', async () => {
    const painted = await paint();
    const broken = { ...painted, bytes: painted.bytes.subarray(0, 20) };
    const { job, file } = await made({}, broken);

    expect(job.state).toBe('succeeded');
    expect(file).toStrictEqual(Buffer.from(broken.bytes));
    expect(job.degradations).toMatchObject([{ field: 'output', given: 'dropped' }]);
  });

  it('gives out what could be kept, and says what could not', async () => {
    const keep = DiskPictureStore.prototype.keep;
    let calls = 0;
    jest.spyOn(DiskPictureStore.prototype, 'keep').mockImplementation(function (
      this: DiskPictureStore,
      picture,
    ) {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error('disk full')) : keep.call(this, picture);
    });

    const { job } = await made({ count: 2 }, await paint(), await paint(undefined, 1));

    expect(job.results.map((result) => result.seed)).toStrictEqual([101]);
    expect(job.degradations).toMatchObject([{ field: 'count', asked: '2', given: '1' }]);
  });

  it('fails when nothing could be kept, and remembers the purchase', async () => {
    jest.spyOn(DiskPictureStore.prototype, 'keep').mockRejectedValue(new Error('disk full'));

    const { job } = await made({}, await paint());

    expect(job).toMatchObject({
      state: 'failed',
      error: { kind: 'internal', message: expect.stringContaining('could not be kept') },
      attempts: [{ outcome: 'delivered' }],
      cost: { usd: 0.04, source: 'reported' },
    });
  });

  it('makes room for further answers once a job is over', async () => {
    const { router, jobs, submit } = harness;
    const ids = await Promise.all(Array.from({ length: 13 }, async () => (await submit()).id));
    const runs = [];
    for (let run = 0; run < 8; run += 1) {
      runs.push(await router.next());
    }
    await Promise.all(runs.map((run) => run.context.slot.enter()));
    for (const run of runs) {
      await run.deliver([await paint()]);
    }
    for (let run = 0; run < 5; run += 1) {
      const late = await router.next();
      await late.context.slot.enter();
      late.fail();
    }
    await Promise.all(ids.map((id) => jobs.finished(id)));
    expect(jobs.counts()).toStrictEqual({ queued: 0, running: 0 });
  });
});

async function pixels(bytes: Buffer): Promise<Buffer> {
  return sharp(bytes).removeAlpha().toColourspace('srgb').raw().toBuffer();
}
