import type { Mask, Picture, ProviderPicture, Size } from '@fusionbridge/core';
import sharp from 'sharp';

const CHANNELS = 3;
const COLOURS = { red: { r: 200, g: 60, b: 40 }, blue: { r: 40, g: 60, b: 200 } };

/** A picture of one colour to start from. */
export async function plainPicture(size: Size, colour: keyof typeof COLOURS = 'red'): Promise<Picture> {
  const bytes = await sharp({
    create: { width: size.width, height: size.height, channels: CHANNELS, background: COLOURS[colour] },
  })
    .png()
    .toBuffer();
  return { format: 'png', width: size.width, height: size.height, bytes };
}

/** The left half is to be repainted. */
export function leftHalf(size: Size): Mask {
  const row = Buffer.alloc(size.width);
  row.fill(255, 0, size.width / 2);
  return { width: size.width, height: size.height, pixels: Buffer.concat(Array(size.height).fill(row)) };
}

/** The bytes of a delivered picture, fetched where the vendor gave an address. */
export async function bytesOf(picture: ProviderPicture): Promise<Buffer> {
  if ('bytes' in picture) {
    return picture.bytes;
  }
  const response = await fetch(picture.url);
  return Buffer.from(await response.arrayBuffer());
}

export async function sizeOf(bytes: Buffer): Promise<Size> {
  const { width, height } = await sharp(bytes).metadata();
  return { width, height };
}

/** How far two pictures of one size are apart, 0 to 255 on average, in the left and in the right half. */
export async function distance(one: Buffer, other: Buffer): Promise<{ left: number; right: number }> {
  const { width, height } = await sizeOf(one);
  const half = { top: 0, width: Math.floor(width / 2), height };
  const [left, right] = await Promise.all(
    [0, Math.ceil(width / 2)].map(async (start) =>
      apart(await region(one, { ...half, left: start }), await region(other, { ...half, left: start })),
    ),
  );
  return { left: left ?? 0, right: right ?? 0 };
}

interface Region extends Size {
  readonly left: number;
  readonly top: number;
}

async function region(bytes: Buffer, part: Region): Promise<Buffer> {
  return sharp(bytes).removeAlpha().toColourspace('srgb').extract(part).raw().toBuffer();
}

function apart(one: Buffer, other: Buffer): number {
  const sum = one.reduce((total, value, index) => total + Math.abs(value - (other[index] ?? 0)), 0);
  return sum / one.length;
}
