import type { Size } from '@fusionbridge/core';
import sharp from 'sharp';

const RGBA = 4;

/** A picture in which no two rows or columns are alike, so that every change of a pixel shows. */
export async function wovenPng({ width, height }: Size): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let index = 0; index < width * height; index += 1) {
    const [x, y] = [index % width, Math.floor(index / width)];
    pixels.set([(x * 7) % 256, (y * 5) % 256, (x * y) % 256], index * 3);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

/** How a mask says that its left half is to be repainted. */
export type MaskKind = 'white' | 'transparent';

/** The left half is to be repainted. */
export async function leftHalfMask({ width, height }: Size, kind: MaskKind): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * RGBA);
  for (let index = 0; index < width * height; index += 1) {
    const isLeft = index % width < width / 2;
    const shade = kind === 'white' && isLeft ? 255 : 0;
    pixels.set([shade, shade, shade, kind === 'transparent' && isLeft ? 0 : 255], index * RGBA);
  }
  const image = sharp(pixels, { raw: { width, height, channels: RGBA } });
  return (kind === 'white' ? image.removeAlpha() : image).png().toBuffer();
}

/** The pixels of one half of a picture, RGB. */
export async function halfOf(picture: Buffer, half: 'left' | 'right'): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  const middle = width / 2;
  return sharp(picture)
    .removeAlpha()
    .extract({ left: half === 'left' ? 0 : middle, top: 0, width: middle, height })
    .raw()
    .toBuffer();
}
