import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { inspectPicture } from './inspect-picture.js';
import { PictureError, type PictureErrorReason } from './picture-error.js';
import { pngChunk } from '../metadata/png-structure.js';

const LIMITS = { maxPixels: 1_000_000 };

const noise = Buffer.from(Array.from({ length: 80 * 60 * 3 }, (_, index) => (index * 7919) % 251));

function painted(): Sharp {
  return sharp(noise, { raw: { width: 80, height: 60, channels: 3 } });
}

const ENCODERS = {
  png: () => painted().png().toBuffer(),
  jpeg: () => painted().jpeg().toBuffer(),
  webp: () => painted().webp().toBuffer(),
  'webp lossless': () => painted().webp({ lossless: true }).toBuffer(),
  'progressive jpeg': () => painted().jpeg({ progressive: true }).toBuffer(),
};

function reasonOf(bytes: Buffer, limits = LIMITS): PictureErrorReason | null {
  try {
    inspectPicture(bytes, limits);
    return null;
  } catch (error) {
    if (error instanceof PictureError) {
      return error.reason;
    }
    throw error;
  }
}

describe(inspectPicture.name, () => {
  it.each(Object.entries(ENCODERS))('reads the size of a %s without decoding it', async (name, encode) => {
    const bytes = await encode();
    expect(inspectPicture(bytes, LIMITS)).toEqual({
      format: name.split(' ').at(-1) === 'lossless' ? 'webp' : name.split(' ').at(-1),
      width: 80,
      height: 60,
      bytes,
    });
  });

  it.each(Object.entries(ENCODERS))('sees every truncation of a %s', async (_name, encode) => {
    const bytes = await encode();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        expect(reasonOf(bytes.subarray(0, length))).not.toBeNull();
      }),
    );
  });

  it('sees damaged pixels of a PNG by their checksum', async () => {
    const bytes = await ENCODERS.png();
    fc.assert(
      fc.property(fc.integer({ min: bytes.indexOf('IDAT') + 4, max: bytes.length - 13 }), (position) => {
        const damaged = Buffer.from(bytes);
        damaged[position] = (damaged[position] ?? 0) ^ 0x55;
        expect(reasonOf(damaged)).not.toBeNull();
      }),
    );
  });

  it('looks for the end of a JPEG where its pixels end', async () => {
    const whole = await painted().jpeg().toBuffer();
    const pixels = whole.indexOf(Buffer.from([0xff, 0xda])) + 200;
    const comment = Buffer.from([0xff, 0xfe, 0x00, 0x06, 0xff, 0xd9, 0xff, 0xd9]);
    expect(reasonOf(Buffer.concat([whole.subarray(0, pixels), comment]))).toBe('truncated');
    const commented = Buffer.concat([whole.subarray(0, 2), comment, whole.subarray(2)]);
    expect(inspectPicture(commented, LIMITS)).toMatchObject({ width: 80, height: 60 });
  });

  it('passes over restart markers and fill bytes of a JPEG', async () => {
    const whole = await painted().jpeg().toBuffer();
    const pixels = whole.indexOf(Buffer.from([0xff, 0xda])) + 100;
    const restarting = [whole.subarray(0, pixels), Buffer.from([0xff, 0xd0]), whole.subarray(pixels, -2)];
    const filled = Buffer.concat([...restarting, Buffer.from([0xff, 0xff, 0xff, 0xd9])]);
    expect(inspectPicture(filled, LIMITS)).toMatchObject({ width: 80, height: 60 });
  });

  it('wants the header of a PNG first', async () => {
    const bytes = await ENCODERS.png();
    const early = Buffer.concat([
      bytes.subarray(0, 8),
      pngChunk('tEXt', Buffer.from('a\0b')),
      bytes.subarray(8),
    ]);
    expect(reasonOf(early)).toBe('undecodable');
  });

  it('holds the frame of a WebP against its canvas', async () => {
    const bytes = await ENCODERS.webp();
    const canvas = (width: number, height: number): Buffer => {
      const chunk = Buffer.from('VP8X\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1');
      chunk.writeUIntLE(width - 1, 12, 3);
      chunk.writeUIntLE(height - 1, 15, 3);
      const file = Buffer.concat([bytes.subarray(0, 12), chunk, bytes.subarray(12)]);
      file.writeUInt32LE(file.length - 8, 4);
      return file;
    };
    expect(inspectPicture(canvas(80, 60), LIMITS)).toMatchObject({ width: 80, height: 60 });
    expect(reasonOf(canvas(1, 1))).toBe('undecodable');
    expect(reasonOf(canvas(8000, 6000))).toBe('too_large');
  });

  it('wants the signature of a frame in a WebP', async () => {
    for (const [encode, at] of [
      [ENCODERS.webp, 23],
      [ENCODERS['webp lossless'], 20],
    ] as const) {
      const bytes = await encode();
      bytes[at] = 0;
      expect(reasonOf(bytes)).toBe('undecodable');
    }
  });

  it('reads the canvas of an animated WebP', async () => {
    const frames = Buffer.concat([noise, noise.map((byte) => 250 - byte)]);
    const bytes = await sharp(frames, { raw: { width: 80, height: 120, channels: 3, pageHeight: 60 } })
      .webp()
      .toBuffer();
    expect((await sharp(bytes).metadata()).pages).toBe(2);
    expect(inspectPicture(bytes, LIMITS)).toMatchObject({ width: 80, height: 60 });
  });

  it('never crashes on wild bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('png', 'jpeg', 'webp'), (wild, head) => {
        const heads = { png: '89504e470d0a1a0a', jpeg: 'ffd8ffe0', webp: '524946462000000057454250' };
        reasonOf(Buffer.concat([Buffer.from(heads[head], 'hex'), wild]));
      }),
    );
  });

  it.each<[string, Buffer, PictureErrorReason]>([
    ['HTML', Buffer.from('  <!DOCTYPE html><p>Not found'), 'not_a_picture'],
    ['SVG', Buffer.from('<?xml version="1.0"?><svg xmlns="x"/>'), 'unsupported'],
    ['GIF', Buffer.from('GIF89a......'), 'unsupported'],
    ['AVIF', Buffer.from('\0\0\0\x20ftypavif', 'latin1'), 'unsupported'],
    ['another RIFF file', Buffer.from('RIFF\x20\0\0\0WAVEfmt ', 'latin1'), 'not_a_picture'],
    ['nothing', Buffer.alloc(0), 'not_a_picture'],
    ['prose', Buffer.from('once upon a time'), 'not_a_picture'],
  ])('refuses %s', (_name, bytes, reason) => {
    expect(reasonOf(bytes)).toBe(reason);
  });

  it.each([
    ['HTML', '<html>', 'HTML page'],
    ['HTML behind a byte order mark', '\uFEFF\n<!DOCTYPE HTML>', 'HTML page'],
    ['GIF', 'GIF89a......', 'GIF'],
    ['HEIC', '\0\0\0\x20ftypheic', 'AVIF or HEIC'],
    ['SVG', '<svg xmlns="x"/>', 'SVG'],
    ['nothing', '', 'empty'],
  ])('names what it was given: %s', (_name, text, named) => {
    expect(() => inspectPicture(Buffer.from(text), LIMITS)).toThrow(named);
  });

  it('refuses a bomb by its header alone', async () => {
    const bomb = await sharp({ create: { width: 4000, height: 4000, channels: 3, background: '#123' } })
      .png()
      .toBuffer();
    expect(reasonOf(bomb)).toBe('too_large');
  });
});
