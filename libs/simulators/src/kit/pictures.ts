import { createHash } from 'node:crypto';
import sharp from 'sharp';

/** Squares along each side of a painted pattern. */
const SQUARES = 8;
const CHANNELS = 3;

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** What to paint: the same order gives the same bytes, any other gives another picture. */
export interface PaintOrder extends Extent {
  readonly seed: number;
  /** Everything else that changes the picture: prompt, model, LoRAs, … */
  readonly subject: string;
}

/** What to paint over, and where. */
export interface Canvas {
  readonly source: Buffer;
  /** Share of the source that shows through where it is repainted, 0 to 1. */
  readonly keep: number;
  /** One byte a pixel in the order's size, 255 = repaint; null repaints everything. */
  readonly mask: Buffer | null;
}

/** A pattern of squares as a PNG, over a source where one is given. Outside the mask the source stays to the bit. */
export async function paint(order: PaintOrder, canvas: Canvas | null = null): Promise<Buffer> {
  const painted = await patternOf(order);
  const pixels = canvas === null ? painted : await over(painted, canvas, order);
  return sharp(pixels, { raw: { width: order.width, height: order.height, channels: CHANNELS } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

function isMiddle(at: number, side: number): boolean {
  return at >= side / 4 && at < (side * 3) / 4;
}

/** The middle of a picture; what is around it is see-through. */
export async function onNothing(picture: Buffer): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  const alpha = Buffer.alloc(width * height);
  for (let index = 0; index < alpha.length; index += 1) {
    const shown = isMiddle(index % width, width) && isMiddle(Math.floor(index / width), height);
    alpha[index] = shown ? 255 : 0;
  }
  return sharp(picture)
    .joinChannel(alpha, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

async function patternOf(order: PaintOrder): Promise<Buffer> {
  const squares = createHash('shake256', { outputLength: SQUARES * SQUARES * CHANNELS })
    .update(`${order.seed}\n${order.subject}`)
    .digest();
  return sharp(squares, { raw: { width: SQUARES, height: SQUARES, channels: CHANNELS } })
    .resize(order.width, order.height, { kernel: 'nearest', fit: 'fill' })
    .raw()
    .toBuffer();
}

async function over(painted: Buffer, canvas: Canvas, size: Extent): Promise<Buffer> {
  const source = await pixelsOf(canvas.source, size);
  return Buffer.from(
    painted.map((value, index) => {
      const old = source[index] ?? 0;
      const repaint = canvas.mask === null || (canvas.mask[Math.floor(index / CHANNELS)] ?? 0) > 127;
      return repaint ? Math.round(value * (1 - canvas.keep) + old * canvas.keep) : old;
    }),
  );
}

/** RGB, three bytes a pixel. @throws when the bytes are no picture */
async function pixelsOf(picture: Buffer, size: Extent): Promise<Buffer> {
  return sharp(picture)
    .removeAlpha()
    .toColourspace('srgb')
    .resize(size.width, size.height, { fit: 'fill' })
    .raw()
    .toBuffer();
}

/** A mask where white is repainted (A1111, FastFusion, stable-diffusion.cpp). */
export async function whiteMask(picture: Buffer, size: Extent): Promise<Buffer> {
  return sharp(picture)
    .flatten({ background: '#000000' })
    .resize(size.width, size.height, { fit: 'fill', kernel: 'nearest' })
    .greyscale()
    .raw()
    .toBuffer();
}

/** A mask where transparent is repainted (OpenAI). */
export async function transparentMask(picture: Buffer, size: Extent): Promise<Buffer> {
  const alpha = await sharp(picture)
    .ensureAlpha()
    .resize(size.width, size.height, { fit: 'fill', kernel: 'nearest' })
    .extractChannel('alpha')
    .raw()
    .toBuffer();
  return Buffer.from(alpha.map((value) => 255 - value));
}

/** Width and height of a picture, and whether it has an alpha channel. @throws when the bytes are no picture */
export async function extentOf(picture: Buffer): Promise<Extent & { readonly hasAlpha: boolean }> {
  const { width, height, hasAlpha } = await sharp(picture).metadata();
  return { width, height, hasAlpha };
}

export async function blackFrame(size: Extent): Promise<Buffer> {
  return sharp({ create: { ...size, channels: CHANNELS, background: '#000000' } })
    .png()
    .toBuffer();
}

/** A PNG in another format; vendors that are not asked for PNG do not send it. */
export async function encoded(picture: Buffer, format: 'png' | 'jpeg' | 'webp'): Promise<Buffer> {
  return format === 'png' ? picture : sharp(picture).toFormat(format).toBuffer();
}
