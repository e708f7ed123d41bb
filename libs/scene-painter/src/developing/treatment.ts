import type { Sharp, default as sharpConstructor } from 'sharp';
import { SeededRandom } from '../seeded-random.js';
import type { Treatment } from '../scene.js';

/** Pixels row by row. */
export interface RawPicture {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** What a treatment works with: sharp, the picture without alpha, and its size. */
interface Bath {
  readonly sharp: typeof sharpConstructor;
  readonly picture: RawPicture;
  /** A fresh pipeline over the picture. */
  readonly open: () => Sharp;
}

type Develop = (bath: Bath) => Promise<Sharp> | Sharp;

/** What a style word does to the finished picture. */
const TREATMENTS: Readonly<Record<Treatment, Develop>> = {
  anime: (bath) => bloomed(bath, bath.open().recomb(saturation(1.22)).linear(1.03, 3), 0.35),
  watercolor: async (bath) => {
    const washed = (await brushed(bath, 3)).recomb(saturation(0.94)).linear(0.86, 38);
    return paper(bath, await edged(bath, washed, '#5a6a8a', 0.35), 0.5);
  },
  oil: async (bath) => paper(bath, (await brushed(bath, 5)).recomb(saturation(1.16)).linear(1.1, -10), 0.6),
  pixel: (bath) => pixelated(bath),
  noir: async (bath) => {
    const grey = bath.open().recomb(saturation(0)).linear(1.32, -22);
    return vignetted(bath, await paper(bath, grey, 0.4), '#000000');
  },
  sketch: (bath) => pencilled(bath),
  comic: async (bath) => edged(bath, bath.open().recomb(saturation(1.4)).linear(1.14, -12), '#1a1020', 1),
  neon: (bath) => bloomed(bath, bath.open().recomb(VIOLET).linear(1.18, -30), 0.55),
  vintage: async (bath) => {
    const faded = bath.open().recomb(SEPIA).linear(0.86, 26);
    return vignetted(bath, await paper(bath, faded, 0.45), '#3a2412');
  },
  cinematic: (bath) => vignetted(bath, bath.open().recomb(TEAL_AND_ORANGE).linear(1.12, -14), '#040812'),
  pastel: (bath) => bloomed(bath, bath.open().recomb(saturation(0.72)).linear(0.72, 72), 0.2),
  poster: (bath) => reduced(bath, 14),
};

/** Red, green and blue of the result, each from red, green and blue. */
type Matrix = [[number, number, number], [number, number, number], [number, number, number]];

const VIOLET: Matrix = [
  [1.12, 0, 0.2],
  [-0.06, 0.8, 0.16],
  [0.24, 0.1, 1.14],
];
const SEPIA: Matrix = [
  [0.52, 0.42, 0.12],
  [0.4, 0.46, 0.1],
  [0.3, 0.36, 0.18],
];
const TEAL_AND_ORANGE: Matrix = [
  [1.08, 0.02, -0.06],
  [0, 1, 0],
  [-0.06, 0.06, 1.04],
];

/** 0 grey, 1 as it is, above more colourful; by the weights of Rec. 709. A fifth of the time of sharp's own. */
function saturation(amount: number): Matrix {
  const [r, g, b] = [0.2126, 0.7152, 0.0722].map((weight) => weight * (1 - amount));
  const row = (at: number): [number, number, number] => [
    (r ?? 0) + (at === 0 ? amount : 0),
    (g ?? 0) + (at === 1 ? amount : 0),
    (b ?? 0) + (at === 2 ? amount : 0),
  ];
  return [row(0), row(1), row(2)];
}

/** The first style of a scene put over its picture. */
export async function treated(
  sharp: typeof sharpConstructor,
  picture: RawPicture,
  treatments: readonly Treatment[],
): Promise<RawPicture> {
  const [first] = treatments;
  if (first === undefined) {
    return picture;
  }
  const { width, height, channels } = picture;
  const open = (): Sharp => sharp(picture.data, { raw: { width, height, channels } }).removeAlpha();
  const developed = await TREATMENTS[first]({ sharp, picture, open });
  const { data } = await developed
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width, height, channels: 3 };
}

/** Patches of one colour, as a brush leaves them; worked out small, which is faster and looks broader. */
async function brushed(bath: Bath, width: 3 | 5): Promise<Sharp> {
  const { sharp, picture } = bath;
  const scale = Math.min(1, 448 / Math.max(picture.width, picture.height));
  const small = {
    width: Math.max(8, Math.round(picture.width * scale)),
    height: Math.max(8, Math.round(picture.height * scale)),
  };
  const data = await bath
    .open()
    .resize(small.width, small.height, { fit: 'fill' })
    .median(width)
    .raw()
    .toBuffer();
  return sharp(data, { raw: { ...small, channels: 3 } }).resize(picture.width, picture.height, {
    fit: 'fill',
    kernel: 'cubic',
  });
}

function layer({ picture }: Bath, channels: 3 | 4): { width: number; height: number; channels: 3 | 4 } {
  return { width: picture.width, height: picture.height, channels };
}

async function pixelsOf(image: Sharp): Promise<Buffer> {
  return image.removeAlpha().toColourspace('srgb').raw().toBuffer();
}

/** Light spills over bright parts. */
async function bloomed(bath: Bath, image: Sharp, share: number): Promise<Sharp> {
  const { sharp, picture } = bath;
  const base = await pixelsOf(image);
  const raw = layer(bath, 3);
  const soft = await sharp(base, { raw })
    .linear(1.3, -90)
    .blur(Math.max(1, picture.height / 60))
    .ensureAlpha(share)
    .raw()
    .toBuffer();
  return sharp(base, { raw }).composite([{ input: soft, raw: layer(bath, 4), blend: 'screen' }]);
}

/** Outlines where colours meet. */
async function edged(bath: Bath, image: Sharp, colour: string, share: number): Promise<Sharp> {
  const { sharp } = bath;
  const base = await pixelsOf(image);
  const raw = layer(bath, 3);
  const soft = await sharp(base, { raw })
    .blur(Math.max(1, bath.picture.height / 340))
    .raw()
    .toBuffer();
  const apart = await sharp(base, { raw })
    .composite([{ input: soft, raw, blend: 'difference' }])
    .removeAlpha()
    .raw()
    .toBuffer();
  const lines = await sharp(apart, { raw })
    .recomb(saturation(0))
    .linear(7 * share, -28)
    .extractChannel(0)
    .raw()
    .toBuffer();
  const ink = await sharp({
    create: { width: raw.width, height: raw.height, channels: 3, background: colour },
  })
    .joinChannel(lines, { raw: { width: raw.width, height: raw.height, channels: 1 } })
    .raw()
    .toBuffer();
  return sharp(base, { raw }).composite([{ input: ink, raw: layer(bath, 4) }]);
}

/** The tooth of paper or canvas. */
async function paper(bath: Bath, image: Sharp, share: number): Promise<Sharp> {
  const { sharp } = bath;
  const base = await pixelsOf(image);
  const side = { width: Math.min(TILE, bath.picture.width), height: Math.min(TILE, bath.picture.height) };
  const grain = await sharp(grainTile(), { raw: { width: TILE, height: TILE, channels: 1 } })
    .extract({ left: 0, top: 0, ...side })
    .blur(0.6)
    .toColourspace('srgb')
    .ensureAlpha(share)
    .png()
    .toBuffer();
  return sharp(base, { raw: layer(bath, 3) }).composite([{ input: grain, tile: true, blend: 'soft-light' }]);
}

const TILE = 192;

/** The same noise in every process. */
function grainTile(): Buffer {
  const random = new SeededRandom('grain');
  const tile = Buffer.alloc(TILE * TILE);
  for (let at = 0; at < tile.length; at += 1) {
    tile[at] = random.whole(70, 186);
  }
  return tile;
}

async function vignetted(bath: Bath, image: Sharp, colour: string): Promise<Sharp> {
  const { sharp, picture } = bath;
  const base = await pixelsOf(image);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${picture.width}" height="${picture.height}"><radialGradient id="v" r=".75"><stop offset=".5" stop-color="${colour}" stop-opacity="0"/><stop offset="1" stop-color="${colour}" stop-opacity=".68"/></radialGradient><rect width="100%" height="100%" fill="url(#v)"/></svg>`;
  return sharp(base, { raw: layer(bath, 3) }).composite([{ input: Buffer.from(svg) }]);
}

/** Lines that remain when the picture is divided by its own blurred light. */
async function pencilled(bath: Bath): Promise<Sharp> {
  const { sharp, picture } = bath;
  const grey = await pixelsOf(bath.open().recomb(saturation(0)));
  const raw = layer(bath, 3);
  const veil = await sharp(grey, { raw })
    .negate()
    .blur(Math.max(1.5, picture.height / 110))
    .raw()
    .toBuffer();
  const drawn = sharp(grey, { raw }).composite([{ input: veil, raw, blend: 'colour-dodge' }]);
  const darkened = sharp(await pixelsOf(drawn), { raw })
    .linear(3.6, -645)
    .recomb([
      [0.34, 0.33, 0.33],
      [0.33, 0.33, 0.33],
      [0.32, 0.33, 0.34],
    ]);
  return paper(bath, darkened.linear([0.93, 0.92, 0.88], [14, 12, 8]), 0.5);
}

async function pixelated(bath: Bath): Promise<Sharp> {
  const { sharp, picture } = bath;
  const dot = Math.max(2, Math.round(Math.min(picture.width, picture.height) / 128));
  const width = Math.max(8, Math.round(picture.width / dot));
  const height = Math.max(8, Math.round(picture.height / dot));
  const small = await bath
    .open()
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .recomb(saturation(1.2))
    .png({ palette: true, colours: 40, dither: 0 })
    .toBuffer();
  return sharp(small).resize(picture.width, picture.height, { fit: 'fill', kernel: 'nearest' });
}

async function reduced(bath: Bath, colours: number): Promise<Sharp> {
  return bath.sharp(
    await bath.open().recomb(saturation(1.15)).png({ palette: true, colours, dither: 0 }).toBuffer(),
  );
}
