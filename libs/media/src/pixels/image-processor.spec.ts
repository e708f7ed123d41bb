import { availableParallelism } from 'node:os';
import { crc32 } from 'node:zlib';
import type { Mask, Picture } from '@fusionbridge/core';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import fc from 'fast-check';
import sharp from 'sharp';
import { ImageProcessor } from './image-processor.js';
import { inspectPicture } from '../picture/inspect-picture.js';

const LIMITS = { maxPixels: 10_000_000 };
const imageProcessor = new ImageProcessor(testSettings(modelsWithChain('other')));

async function noisy(width: number, height: number, salt = 1): Promise<Picture> {
  const raw = Buffer.from(
    Array.from({ length: width * height * 3 }, (_, index) => (index * 7919 * salt) % 251),
  );
  return inspectPicture(
    await sharp(raw, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer(),
    LIMITS,
  );
}

async function rgb(picture: Picture): Promise<Buffer> {
  return sharp(picture.bytes).removeAlpha().raw().toBuffer();
}

async function rgba(picture: Picture): Promise<Buffer> {
  return sharp(picture.bytes).toColourspace('srgb').ensureAlpha().raw().toBuffer();
}

async function filled(width: number, height: number, background: string): Promise<Picture> {
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
  return inspectPicture(bytes, LIMITS);
}

/** A PNG whose structure and checksums are whole, and whose pixels are not. */
function withBrokenPixels(bytes: Buffer): Buffer {
  const pixels = bytes.indexOf('IDAT') + 4;
  const length = bytes.readUInt32BE(pixels - 8);
  const broken = Buffer.from(bytes);
  broken.fill(0x55, pixels + 20, pixels + length);
  broken.writeUInt32BE(crc32(broken.subarray(pixels - 4, pixels + length)), pixels + length);
  return broken;
}

function leftHalf(width: number, height: number): Mask {
  const pixels = Buffer.from(
    Array.from({ length: width * height }, (_, index) => (index % width < width / 2 ? 255 : 0)),
  );
  return { width, height, pixels };
}

describe(ImageProcessor.name, () => {
  it('leaves a picture alone that is as wanted', async () => {
    const picture = await noisy(40, 30);
    expect(await imageProcessor.convert(picture, { size: { width: 40, height: 30 }, format: 'png' })).toBe(
      picture,
    );
  });

  it('makes a picture anew for a quality, which PNG does not have', async () => {
    const picture = await noisy(40, 30);
    expect(await imageProcessor.convert(picture, { format: 'png', quality: 50 })).toBe(picture);
    const fine = await imageProcessor.convert(picture, { format: 'jpeg', quality: 95 });
    const coarse = await imageProcessor.convert(fine, { quality: 20 });
    expect(coarse.bytes.length).toBeLessThan(fine.bytes.length / 2);
  });

  it('refuses a size over the bound before it takes the memory for it', async () => {
    const size = { width: 100_000, height: 100_000 };
    const picture = await noisy(4, 4);
    await expect(imageProcessor.convert(picture, { size })).rejects.toMatchObject({ reason: 'too_large' });
    await expect(imageProcessor.maskFrom(picture, 'white', size)).rejects.toMatchObject({
      reason: 'too_large',
    });
  });

  it('has no more pictures in work than there are cores', async () => {
    const picture = await noisy(200, 200);
    let most = 0;
    const count = (): void => {
      const { queue, process } = sharp.counters();
      most = Math.max(most, queue + process);
    };
    sharp.queue.on('change', count);
    await Promise.all(
      Array.from({ length: 4 * availableParallelism() }, () =>
        imageProcessor.convert(picture, { format: 'webp' }),
      ),
    );
    sharp.queue.off('change', count);
    expect(most).toBeGreaterThan(0);
    // sharp still counts a picture as in work while it hands it over, and the next one may start within that call.
    expect(most).toBeLessThanOrEqual(availableParallelism() + 1);
  });

  it.each(['png', 'jpeg', 'webp'] as const)('brings a picture to another size and to %s', async (format) => {
    const converted = await imageProcessor.convert(await noisy(40, 30), {
      size: { width: 20, height: 20 },
      format,
    });
    expect(converted).toMatchObject({ format, width: 20, height: 20 });
  });

  it('cuts and never stretches', async () => {
    const stripes = await sharp({ create: { width: 100, height: 50, channels: 3, background: '#00f' } })
      .composite([
        { input: { create: { width: 50, height: 50, channels: 3, background: '#f00' } }, left: 25, top: 0 },
      ])
      .png()
      .toBuffer();
    const converted = await imageProcessor.convert(inspectPicture(stripes, LIMITS), {
      size: { width: 50, height: 50 },
    });
    const { channels } = await sharp(converted.bytes).stats();
    expect(channels[0]?.mean).toBe(255);
  });

  it('knows a picture of one colour', async () => {
    const black = await sharp({ create: { width: 30, height: 30, channels: 3, background: '#000' } })
      .jpeg()
      .toBuffer();
    expect(await imageProcessor.isSingleColour(inspectPicture(black, LIMITS))).toBe(true);
    expect(await imageProcessor.isSingleColour(await noisy(30, 30))).toBe(false);
  });

  it.each<[string, Buffer, boolean]>([
    ['black but for one pixel', Buffer.concat([Buffer.alloc(29), Buffer.from([3])]), false],
    ['noise of JPEG', Buffer.from(Array.from({ length: 30 }, (_, index) => 100 + ((index >> 2) % 3))), true],
    [
      'another colour in each channel',
      Buffer.from(Array.from({ length: 30 }, (_, index) => (index % 3) * 99)),
      true,
    ],
  ])('tells %s', async (_case, data, expected) => {
    const raw = { width: 5, height: 2, channels: 3 as const };
    const opaque = await sharp(data, { raw }).png().toBuffer();
    const dotted = Buffer.from(Array.from({ length: 10 }, (_, index) => index * 20));
    const seeThrough = await sharp(data, { raw })
      .joinChannel(dotted, { raw: { ...raw, channels: 1 } })
      .png()
      .toBuffer();
    expect(await imageProcessor.isSingleColour(inspectPicture(opaque, LIMITS))).toBe(expected);
    expect(await imageProcessor.isSingleColour(inspectPicture(seeThrough, LIMITS))).toBe(expected);
  });

  it('sees pixels that do not decode', async () => {
    const picture = await noisy(64, 64);
    await expect(imageProcessor.decodes(picture)).resolves.toBeUndefined();
    const broken = inspectPicture(withBrokenPixels(picture.bytes), LIMITS);
    await expect(imageProcessor.decodes(broken)).rejects.toMatchObject({ reason: 'undecodable' });
    await expect(imageProcessor.isSingleColour(broken)).rejects.toMatchObject({ reason: 'undecodable' });
  });

  it('brings uploads in other colours than sRGB into it, and no others', async () => {
    const { bytes } = await noisy(40, 20);
    const wide = await imageProcessor.normalise(await sharp(bytes).withIccProfile('p3').png().toBuffer());
    expect((await sharp(wide.bytes).metadata()).icc).toBeUndefined();
    const before = await rgb(inspectPicture(bytes, LIMITS));
    const differences = [...(await rgb(wide))].map((value, index) => Math.abs(value - (before[index] ?? 0)));
    expect(Math.max(...differences)).toBeLessThanOrEqual(6);
    const named = await sharp(bytes).withIccProfile('srgb').png().toBuffer();
    expect((await imageProcessor.normalise(named)).bytes).toBe(named);
  });

  it('takes the first frame of an upload', async () => {
    const frames = Buffer.concat([Buffer.alloc(40 * 20 * 3, 250), Buffer.alloc(40 * 20 * 3, 5)]);
    const moving = await sharp(frames, { raw: { width: 40, height: 40, channels: 3, pageHeight: 20 } })
      .webp({ lossless: true })
      .toBuffer();
    const still = await imageProcessor.normalise(moving);
    expect(still).toMatchObject({ format: 'webp', width: 40, height: 20 });
    const { pages, ...facts } = await sharp(still.bytes).metadata();
    expect([pages ?? 1, facts.height]).toEqual([1, 20]);
    expect((await rgb(still))[0]).toBeGreaterThan(240);
  });

  it('sets uploads upright and leaves plain ones as they are', async () => {
    const plain = await noisy(40, 20);
    expect((await imageProcessor.normalise(plain.bytes)).bytes).toBe(plain.bytes);
    const turned = await sharp(plain.bytes).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await imageProcessor.normalise(turned)).toMatchObject({ format: 'jpeg', width: 20, height: 40 });
    const deep = await sharp(plain.bytes).toColourspace('rgb16').png().toBuffer();
    const normalised = await imageProcessor.normalise(deep);
    expect((await sharp(normalised.bytes).metadata()).depth).toBe('uchar');
    const cmyk = await sharp(plain.bytes).toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp((await imageProcessor.normalise(cmyk)).bytes).metadata()).space).toBe('srgb');
  });

  it('turns both polarities into white = repaint', async () => {
    const size = { width: 4, height: 2 };
    const white = await sharp(leftHalf(4, 2).pixels, { raw: { ...size, channels: 1 } })
      .png()
      .toBuffer();
    const fromWhite = await imageProcessor.maskFrom(inspectPicture(white, LIMITS), 'white', size);
    const alpha = Buffer.from(
      Array.from({ length: 8 }, (_, index) => [9, 9, 9, index % 4 < 2 ? 0 : 255]).flat(),
    );
    const transparent = await sharp(alpha, { raw: { ...size, channels: 4 } })
      .png()
      .toBuffer();
    const fromTransparent = await imageProcessor.maskFrom(
      inspectPicture(transparent, LIMITS),
      'transparent',
      size,
    );
    const expected = [255, 255, 0, 0, 255, 255, 0, 0];
    expect([...fromWhite.pixels]).toEqual(expected);
    expect([...fromTransparent.pixels]).toEqual(expected);
    const again = await imageProcessor.maskFrom(await imageProcessor.maskToPng(fromWhite), 'white', size);
    expect([...again.pixels]).toEqual(expected);
  });

  it('pastes back bit for bit outside the mask, and repaints inside it', async () => {
    const [source, painted] = [await noisy(96, 64), await noisy(48, 32, 3)];
    const mask = leftHalf(96, 64);
    const result = await imageProcessor.pasteBack(source, painted, mask);
    const [before, after] = [await rgb(source), await rgb(result)];
    let outside = 0;
    let inside = 0;
    mask.pixels.forEach((value, index) => {
      const differs = !before
        .subarray(index * 3, index * 3 + 3)
        .equals(after.subarray(index * 3, index * 3 + 3));
      outside += Number(differs && value === 0);
      inside += Number(differs && value === 255);
    });
    expect(outside).toBe(0);
    expect(inside).toBeGreaterThan(96 * 64 * 0.3);
    expect(result).toMatchObject({ format: 'png', width: 96, height: 64 });
  });

  it('leaves every pixel outside a mask of any shape, in every kind of source', async () => {
    const [width, height] = [24, 16];
    const colours = await noisy(width, height);
    const alpha = Buffer.from(Array.from({ length: width * height }, (_, index) => (index * 37) % 256));
    const sources = await Promise.all(
      [
        sharp(colours.bytes).jpeg(),
        sharp(colours.bytes).greyscale().png(),
        sharp(colours.bytes)
          .joinChannel(alpha, { raw: { width, height, channels: 1 } })
          .png(),
        sharp(colours.bytes).webp({ lossless: true }),
      ].map(async (image) => inspectPicture(await image.toBuffer(), LIMITS)),
    );
    const painted = await filled(width, height, '#f0f');
    const pixels = fc.uint8Array({ minLength: width * height, maxLength: width * height });
    const sparse = fc
      .tuple(pixels, fc.integer({ min: 0, max: 255 }))
      .map(([mask, least]) => Buffer.from(mask.map((value) => (value < least ? 0 : value))));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...sources), sparse, async (source, mask) => {
        const [before, result] = [
          await rgba(source),
          await imageProcessor.pasteBack(source, painted, { width, height, pixels: mask }),
        ];
        const after = await rgba(result);
        const changed = [...mask.keys()].filter(
          (pixel) => mask[pixel] === 0 && before.readUInt32BE(pixel * 4) !== after.readUInt32BE(pixel * 4),
        );
        expect(changed).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('enlarges a mask without new shades between its pixels', async () => {
    const small = leftHalf(6, 4);
    const png = await imageProcessor.maskToPng(small);
    const large = await imageProcessor.maskFrom(png, 'white', { width: 60, height: 40 });
    expect(large.pixels.equals(leftHalf(60, 40).pixels)).toBe(true);
    const [source, painted] = [await filled(60, 40, '#000'), await filled(60, 40, '#fff')];
    const result = await rgb(await imageProcessor.pasteBack(source, painted, small));
    const touched = result.filter((_, index) => index % 3 === 0).map((value) => Number(value > 0) * 255);
    expect(Buffer.from(touched).equals(leftHalf(60, 40).pixels)).toBe(true);
  });

  it('gives a picture without transparency where neither had any', async () => {
    const result = await imageProcessor.pasteBack(
      await noisy(32, 32),
      await noisy(32, 32, 3),
      leftHalf(32, 32),
    );
    expect((await sharp(result.bytes).metadata()).hasAlpha).toBe(false);
  });

  it('fades inside the mask, from the source at its edge to the painted picture', async () => {
    const [width, height] = [96, 32];
    const result = await imageProcessor.pasteBack(
      await filled(width, height, '#000'),
      await filled(width, height, '#fff'),
      leftHalf(width, height),
    );
    const row = [...(await rgb(result)).subarray(16 * width * 3, 17 * width * 3)].filter(
      (_, index) => index % 3 === 0,
    );
    expect(row.slice(0, 32).every((value) => value === 255)).toBe(true);
    expect(row.slice(48).every((value) => value === 0)).toBe(true);
    const seam = row.slice(32, 48);
    expect(seam).toEqual(seam.toSorted((a, b) => b - a));
    expect(seam.at(-1)).toBeLessThan(64);
  });

  it.each([1, 2, 5, 8])('repaints under a stroke of %d pixels', async (stroke) => {
    const size = { width: 64, height: 64 };
    const isStroke = (index: number): boolean => index % 64 >= 30 && index % 64 < 30 + stroke;
    const pixels = Buffer.from(Array.from({ length: 64 * 64 }, (_, index) => (isStroke(index) ? 255 : 0)));
    const result = await imageProcessor.pasteBack(
      await filled(64, 64, '#000'),
      await filled(64, 64, '#fff'),
      {
        ...size,
        pixels,
      },
    );
    const after = await rgb(result);
    expect(Buffer.from(after.filter((_, index) => index % 3 === 0)).equals(pixels)).toBe(true);
  });

  it('refuses an upload whose pixels cannot be decoded', async () => {
    const { bytes } = await noisy(64, 64);
    await expect(imageProcessor.normalise(withBrokenPixels(bytes))).rejects.toMatchObject({
      reason: 'undecodable',
    });
  });
});

describe('a file in a format that is handed out to nobody', () => {
  const small = new ImageProcessor(testSettings(modelsWithChain('other'), { MAX_PIXELS: '65536' }));

  it.each(['gif', 'tiff', 'avif'] as const)('is made into PNG within MAX_PIXELS: %s', async (format) => {
    const bytesOf = (width: number): Promise<Buffer> =>
      sharp({ create: { width, height: 64, channels: 3, background: '#fff' } })
        .toFormat(format)
        .toBuffer();
    expect(await small.opened(await bytesOf(64))).toMatchObject({ format: 'png', width: 64, height: 64 });
    await expect(small.opened(await bytesOf(1025))).rejects.toMatchObject({ reason: 'too_large' });
  });

  it('is named where it cannot be decoded', async () => {
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1');
    await expect(small.opened(heic)).rejects.toThrow(/HEIC.*Convert it/);
    const bitmap = Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]);
    await expect(small.opened(bitmap)).rejects.toThrow(/BMP/);
  });
});
