import { availableParallelism } from 'node:os';
import { formatSize, type Picture, type Size } from '@fusionbridge/core';
import PQueue from 'p-queue';
import type { default as sharpConstructor, Sharp } from 'sharp';
import { inspectPicture } from '../picture/inspect-picture.js';
import { PictureError } from '../picture/picture-error.js';
import { PixelRoom } from './pixel-room.js';

/** Bytes per pixel of a decoded picture. */
export const DECODED = 4;
/** Bytes per pixel of a picture that is decoded and encoded again. */
export const RE_ENCODED = 8;
/** Enough for the largest picture that is accepted, or for many small ones. */
const ROOM_PER_PIXEL = 16;
const LEAST_ROOM = 64 * 1024 * 1024;

/** Pixels without a file around them. */
export interface RawPixels {
  readonly pixels: Buffer;
  readonly size: Size;
  readonly channels: 1 | 4;
}

/**
 * Runs sharp within two bounds, so that a burst of pictures does not fill the memory with decoded ones: as many tasks at
 * once as there are cores, and as many pixels as fit into 16 bytes for each of MAX_PIXELS.
 */
export class PixelWork {
  private readonly queue = new PQueue({ concurrency: availableParallelism() });
  private readonly room: PixelRoom;

  constructor(private readonly maxPixels: number) {
    this.room = new PixelRoom(Math.max(LEAST_ROOM, maxPixels * ROOM_PER_PIXEL));
  }

  /** Runs `task` once there is room for `bytes` of pixels. `task` must not call this itself. */
  hold<T>(bytes: number, task: () => Promise<T>): Promise<T> {
    return this.room.hold(bytes, task);
  }

  /** Reads the header only. @throws PictureError */
  inspect(bytes: Buffer): Picture {
    return inspectPicture(bytes, { maxPixels: this.maxPixels });
  }

  /**
   * sharp's `failOn: 'error'` stops at what a decoder calls an error, a truncated file included. The next stricter level
   * would also refuse pictures for a warning, such as an odd colour profile, that every viewer shows.
   * @throws PictureError `undecodable`
   */
  async decode<T>(bytes: Buffer, task: (image: Sharp) => Promise<T>): Promise<T> {
    const sharp = await sharpLibrary();
    try {
      return await this.queue.add(() =>
        task(sharp(bytes, { limitInputPixels: this.maxPixels, failOn: 'error' })),
      );
    } catch (cause) {
      throw undecodable(cause);
    }
  }

  /** Decodes every pixel and drops them. @throws PictureError `undecodable` */
  async check(bytes: Buffer): Promise<void> {
    await this.decode(bytes, (image) => image.raw().toBuffer());
  }

  /** @throws PictureError `undecodable` */
  async reEncode(bytes: Buffer, steps: (image: Sharp) => Sharp): Promise<Picture> {
    return this.inspect(await this.decode(bytes, (image) => steps(image).toBuffer()));
  }

  /** Works on pixels that are decoded already. */
  async raw<T>(of: RawPixels, task: (image: Sharp) => Promise<T>): Promise<T> {
    const sharp = await sharpLibrary();
    const { width, height } = of.size;
    return this.queue.add(() => task(sharp(of.pixels, { raw: { width, height, channels: of.channels } })));
  }

  /** The size in the header, also above MAX_PIXELS; nothing is decoded. @throws PictureError `undecodable` */
  async sizeInHeader(bytes: Buffer): Promise<Size> {
    const sharp = await sharpLibrary();
    try {
      const { width, height } = await this.queue.add(() =>
        sharp(bytes, { limitInputPixels: false }).metadata(),
      );
      return { width, height };
    } catch (cause) {
      throw undecodable(cause);
    }
  }

  /** To be called before memory for a picture of that size is taken. @throws PictureError `too_large` */
  refuseTooLarge(size: Size): void {
    if (areaOf(size) > this.maxPixels) {
      throw new PictureError(
        'too_large',
        `${formatSize(size)} is too large; at most ${this.maxPixels} pixels are allowed.`,
      );
    }
  }
}

export function areaOf({ width, height }: Size): number {
  return width * height;
}

function undecodable(cause: unknown): PictureError {
  return new PictureError('undecodable', 'The picture cannot be decoded.', { cause });
}

/** Loaded with the first picture, so that idle bridges stay small. No picture comes twice, so nothing is cached. */
async function sharpLibrary(): Promise<typeof sharpConstructor> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  return sharp;
}
