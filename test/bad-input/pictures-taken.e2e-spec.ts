import sharp, { type Metadata, type Sharp } from 'sharp';
import { z } from 'zod';
import { Bench } from './bench.js';
import { animated, animatedPng, halves, textBombs, withChunks, ZIP } from './wild-pictures.js';

const ORANGE = [0xf0, 0x80, 0x20];
const BLUE = [0x20, 0x40, 0xc0];
/** Lossy codecs and ink are not exact. */
const TOLERANCE = 28;

interface Row {
  readonly what: string;
  readonly make: () => Promise<Buffer>;
  /** Colour at the left and at the right; orange and blue when left out. */
  readonly shows?: readonly [readonly number[], readonly number[]];
}

const GREYS = [
  [0x95, 0x95, 0x95],
  [0x48, 0x48, 0x48],
] as const;

/** Colours go before halves are joined, in sharp's own order. */
async function grey(): Promise<Sharp> {
  return sharp(await halves().png().toBuffer()).greyscale();
}

/** As a camera writes it that was held upright: the pixels lie on their side, and a note says so. */
async function lyingOnItsSide(format: 'jpeg' | 'png' | 'webp'): Promise<Buffer> {
  const lying = await halves().png().toBuffer();
  return sharp(lying).rotate(270).withMetadata({ orientation: 6 }).toFormat(format).toBuffer();
}

const ROWS: readonly Row[] = [
  { what: 'a PNG', make: () => halves().png().toBuffer() },
  { what: 'an interlaced PNG', make: () => halves().png({ progressive: true }).toBuffer() },
  { what: 'a PNG with a palette', make: () => halves().png({ palette: true }).toBuffer() },
  { what: 'a PNG of 16 bits', make: () => halves().toColourspace('rgb16').png().toBuffer() },
  { what: 'a grey PNG', make: () => grey().then((one) => one.png().toBuffer()), shows: GREYS },
  {
    what: 'a grey PNG of 16 bits',
    make: () => halves().toColourspace('grey16').png().toBuffer(),
    shows: GREYS,
  },
  { what: 'a PNG with transparency', make: () => halves().ensureAlpha(0.99).png().toBuffer() },
  { what: 'a PNG that moves', make: () => animatedPng() },
  {
    what: 'a PNG with a ZIP behind it',
    make: async () => Buffer.concat([await halves().png().toBuffer(), ZIP]),
  },
  {
    what: 'a PNG with texts that unfold',
    make: async () => withChunks(await halves().png().toBuffer(), ...textBombs(20)),
  },
  { what: 'a PNG with wide colours', make: () => halves().withIccProfile('p3').png().toBuffer() },
  { what: 'a GIF', make: () => halves().gif().toBuffer() },
  { what: 'a GIF that moves', make: () => animated('gif') },
  { what: 'a TIFF', make: () => halves().tiff().toBuffer() },
  { what: 'an AVIF', make: () => halves().avif({ effort: 0, quality: 90 }).toBuffer() },
  { what: 'a turned PNG', make: () => lyingOnItsSide('png') },
  { what: 'a JPEG', make: () => halves().jpeg({ quality: 95 }).toBuffer() },
  { what: 'a progressive JPEG', make: () => halves().jpeg({ quality: 95, progressive: true }).toBuffer() },
  {
    what: 'a grey JPEG',
    make: () => grey().then((one) => one.jpeg({ quality: 95 }).toBuffer()),
    shows: GREYS,
  },
  {
    what: 'a JPEG in CMYK',
    make: () => halves().toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 95 }).toBuffer(),
    // Ink has no such blue.
    shows: [ORANGE, [27, 67, 124]],
  },
  {
    what: 'a JPEG with wide colours',
    make: () => halves().withIccProfile('p3').jpeg({ quality: 95 }).toBuffer(),
  },
  { what: 'a turned JPEG', make: () => lyingOnItsSide('jpeg') },
  {
    what: 'a JPEG with a film behind it',
    make: async () => Buffer.concat([await halves().jpeg().toBuffer(), Buffer.alloc(5000, 7)]),
  },
  { what: 'a WebP', make: () => halves().webp({ quality: 95 }).toBuffer() },
  { what: 'a WebP without loss', make: () => halves().webp({ lossless: true }).toBuffer() },
  { what: 'a WebP that moves', make: () => animated('webp') },
  { what: 'a turned WebP', make: () => lyingOnItsSide('webp') },
];

const Sent = z.looseObject({ init_images: z.array(z.string()) });

describe('a picture of an unusual kind', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start();
  });

  afterAll(() => bench.close());

  beforeEach(() => bench.mark());

  /** What the vendor got. */
  async function sentOn(picture: Buffer): Promise<Buffer> {
    const body = { prompt: 'a fox', init_images: [picture.toString('base64')], width: 64, height: 32 };
    const told = await bench.send('/sdapi/v1/img2img', { body: JSON.stringify(body) });
    expect({ status: told.status, text: told.text.slice(0, 300) }).toMatchObject({ status: 200 });
    const order = bench.vendor.requests.findLast((one) => one.path.endsWith('/img2img'));
    const [sent = ''] = Sent.parse(JSON.parse(order?.body.toString() ?? '{}')).init_images;
    return Buffer.from(sent, 'base64');
  }

  it.each(ROWS)(
    'reaches the vendor upright, as one frame, in plain colours: $what',
    async ({ make, shows }) => {
      const sent = await sentOn(await make());
      const facts: Metadata = await sharp(sent).metadata();
      expect(facts).toMatchObject({ width: 64, height: 32, depth: 'uchar' });
      expect(facts.pages ?? 1).toBe(1);
      expect(facts.orientation ?? 1).toBe(1);
      expect(['srgb', 'b-w']).toContain(facts.space);
      expect(sent.includes('acTL')).toBe(false);
      const [left, right] = shows ?? [ORANGE, BLUE];
      expect(await distance(sent, 16, left)).toBeLessThan(TOLERANCE);
      expect(await distance(sent, 48, right)).toBeLessThan(TOLERANCE);
    },
  );

  it.each(ROWS)('is enlarged: $what', async ({ make }) => {
    const body = { image: (await make()).toString('base64'), upscaling_resize: 2, upscaler_1: 'Lanczos' };
    const told = await bench.send('/sdapi/v1/extra-single-image', { body: JSON.stringify(body) });
    expect(told.status).toBe(200);
    const { image } = z.looseObject({ image: z.string() }).parse(told.body);
    expect(await sharp(Buffer.from(image, 'base64')).metadata()).toMatchObject({ width: 128, height: 64 });
  });
});

/** The largest difference in any channel, in the middle of the height. */
async function distance(picture: Buffer, x: number, colour: readonly number[]): Promise<number> {
  const { data, info } = await sharp(picture)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (16 * info.width + x) * info.channels;
  return Math.max(...colour.map((one, channel) => Math.abs(one - (data[at + channel] ?? 0))));
}
