import { availableParallelism } from 'node:os';
import { formatSize, type Mask, type Picture, type PictureFormat, type Size } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import PQueue from 'p-queue';
import type { default as sharpConstructor, Sharp } from 'sharp';
import { blend } from './blend.js';
import { encoded } from './encoded.js';
import { coreOf, fadedInside } from './feather.js';
import { inspectPicture } from '../picture/inspect-picture.js';
import { PictureError } from '../picture/picture-error.js';
import { PixelRoom } from './pixel-room.js';
import { isPlain } from './plain-upload.js';
import { isAnimatedPng } from '../metadata/png-structure.js';
import { shareBelow } from './share-below.js';
import { sniffFormat } from '../picture/sniff-format.js';
import { isOneColour } from './single-colour.js';
import { MediaEnv } from '../media.env.js';

/** What a picture should become. */
export interface Development {
  readonly size?: Size;
  readonly format?: PictureFormat;
  /** 1 to 100, for jpeg and webp; the codec's default when null. */
  readonly quality?: number | null;
  /** `cover` (default) keeps the proportions and cuts what stands over, in the middle; `fill` stretches. */
  readonly fit?: 'cover' | 'fill';
  /** Every pixel as it is, in formats that can: PNG, and WebP where no quality is asked for. */
  readonly lossless?: boolean;
}

/** Blur, as a standard deviation in pixels: a repainted part fades into the source within about twice of it. */
const FEATHER = 4;

/** How a picture says what is to be repainted. */
export type MaskPolarity = 'white' | 'transparent' | 'opaque';

/** The first alpha value above A1111's 128 (masking.py `create_binary_mask`). */
const LEAST_OPAQUE = 129;

const CONVERT_IT = 'Convert it to PNG, JPEG or WebP.';
const UNREADABLE = {
  avif: `The picture is HEIC, or a damaged AVIF; HEIC cannot be read here. ${CONVERT_IT}`,
  gif: `The picture is a GIF that cannot be decoded. ${CONVERT_IT}`,
  tiff: `The picture is a TIFF that cannot be decoded. ${CONVERT_IT}`,
} as const;

/** Bytes for each pixel: as it is decoded, and as it is encoded anew. */
const DECODED = 4;
const DEVELOPED = 8;
/** Both pictures with their transparency, the mask in four states, and what libvips needs beside them. */
const PASTED = 14;
/** What is in work at once: the largest picture that is taken, or many small ones. */
const ROOM_PER_PIXEL = 16;
const LEAST_ROOM = 64 * 1024 * 1024;

/** For uploads that have to be encoded anew: they are worked on further, so hardly anything may be lost. */
const UPLOAD_QUALITY = 95;

/**
 * Everything that needs pixels. sharp works on its own threads; no more pictures are in work at once than there are
 * cores, and no more pixels than 16 bytes for each of MAX_PIXELS hold, so that a burst does not fill the memory with
 * decoded pictures.
 */
@Injectable()
export class Darkroom {
  private readonly maxPixels: number;
  private readonly work = new PQueue({ concurrency: availableParallelism() });
  private readonly room: PixelRoom;

  constructor(settings: Settings) {
    this.maxPixels = settings.section(MediaEnv).MAX_PIXELS;
    this.room = new PixelRoom(Math.max(LEAST_ROOM, this.maxPixels * ROOM_PER_PIXEL));
  }

  /**
   * The picture itself when size and format are already as wanted; a quality that was asked for makes it anew, except
   * for PNG, which has none. What is made anew is upright: its EXIF, which said how to turn it, is gone.
   * @throws PictureError
   */
  async convert(picture: Picture, want: Development): Promise<Picture> {
    const size = want.size ?? picture;
    const format = want.format ?? picture.format;
    const quality = format === 'png' ? null : (want.quality ?? null);
    const sameSize = size.width === picture.width && size.height === picture.height;
    if (sameSize && format === picture.format && quality === null) {
      return picture;
    }
    this.refuseTooLarge(size);
    return this.room.hold(areaOf(picture) * DECODED + areaOf(size) * DECODED, () =>
      this.develop(picture.bytes, (image) => {
        const upright = image.autoOrient();
        const resized =
          want.size === undefined
            ? upright
            : upright.resize(size.width, size.height, { fit: want.fit ?? 'cover', kernel: 'lanczos3' });
        return encoded(resized, format, { quality, lossless: want.lossless === true });
      }),
    );
  }

  /**
   * Bytes as a picture, nothing decoded; for those who read no more than what is written in the file.
   * @throws PictureError
   */
  inspect(bytes: Buffer): Picture {
    return inspectPicture(bytes, { maxPixels: this.maxPixels });
  }

  /**
   * Decodes every pixel: the structure of a file can be whole and its pixels are not.
   * @throws PictureError `undecodable`
   */
  async decodes(picture: Picture): Promise<void> {
    await this.room.hold(areaOf(picture) * DECODED, () => this.decoded(picture.bytes));
  }

  /**
   * For those who work on pixels of their own: runs `task` once there is room for `pixels`.
   * @param task May not ask the darkroom for anything itself
   */
  within<T>(pixels: number, task: () => Promise<T>): Promise<T> {
    return this.room.hold(pixels * DEVELOPED, task);
  }

  /**
   * One colour from corner to corner, transparency apart: what vendors send in place of a picture they refuse.
   * @throws PictureError `undecodable`
   */
  async isSingleColour(picture: Picture): Promise<boolean> {
    return this.room.hold(areaOf(picture) * DECODED, async () => {
      const { data, info } = await this.pixels(picture.bytes, (image) =>
        image.removeAlpha().raw().toBuffer({ resolveWithObject: true }),
      );
      return isOneColour({ data, channels: info.channels });
    });
  }

  /**
   * From 0 to 1: how much of a picture is more see-through than `below`, an alpha value; 1 counts pixels that are
   * not there at all.
   * @throws PictureError `undecodable`
   */
  async transparentShare(picture: Picture, below: number): Promise<number> {
    return this.room.hold(areaOf(picture) * DECODED, () =>
      this.pixels(picture.bytes, async (image) => {
        if (!(await image.metadata()).hasAlpha) {
          return 0;
        }
        const alpha = await image.extractChannel('alpha').raw().toBuffer();
        return shareBelow(alpha, below);
      }),
    );
  }

  /**
   * A client's upload as every vendor takes it: upright, one frame, sRGB of 8 bits. Bytes that need none of it stay
   * as they are, once they were seen to decode.
   * @throws PictureError
   */
  async normalise(bytes: Buffer): Promise<Picture> {
    const picture = await this.opened(bytes);
    return this.room.hold(areaOf(picture) * DEVELOPED, () => this.normalised(picture));
  }

  private async normalised(picture: Picture): Promise<Picture> {
    const { bytes } = picture;
    const facts = await this.pixels(bytes, (image) => image.metadata());
    if (isPlain(facts) && !(picture.format === 'png' && isAnimatedPng(bytes))) {
      await this.decoded(bytes);
      return picture;
    }
    return this.develop(bytes, (image) =>
      encoded(image.autoOrient().toColourspace('srgb'), picture.format, {
        quality: UPLOAD_QUALITY,
        lossless: false,
      }),
    );
  }

  /**
   * A client's file as a picture: as `inspect` does, and AVIF, GIF and TIFF as PNG.
   * @throws PictureError, `unsupported` for what cannot be decoded here, such as HEIC
   */
  async opened(bytes: Buffer): Promise<Picture> {
    const format = sniffFormat(bytes);
    if (format !== 'avif' && format !== 'gif' && format !== 'tiff') {
      return this.inspect(bytes);
    }
    try {
      return await this.asPng(bytes);
    } catch (cause) {
      if (cause instanceof PictureError && cause.reason === 'undecodable') {
        throw new PictureError('unsupported', UNREADABLE[format], { cause });
      }
      throw cause;
    }
  }

  /**
   * A picture in a format that the bridge hands out to nobody (AVIF, GIF, TIFF), as PNG; of several frames the first.
   * @throws PictureError `undecodable`, for HEIC among others; `too_large`
   */
  async asPng(bytes: Buffer): Promise<Picture> {
    const { width, height } = await this.sizeInHeader(bytes);
    this.refuseTooLarge({ width, height });
    return this.room.hold(width * height * DEVELOPED, () =>
      this.develop(bytes, (image) => image.autoOrient().toColourspace('srgb').png()),
    );
  }

  /**
   * `white`: bright is repainted, and what is see-through is not. `transparent`: see-through is repainted (OpenAI).
   * `opaque`: what is more solid than see-through is repainted, wholly, whatever its colour (A1111).
   * @throws PictureError
   */
  async maskFrom(picture: Picture, polarity: MaskPolarity, size: Size): Promise<Mask> {
    this.refuseTooLarge(size);
    const needed = (areaOf(picture) + areaOf(size)) * DECODED;
    const pixels = await this.room.hold(needed, () =>
      this.pixels(picture.bytes, (image) => {
        return maskChannel(image, polarity)
          .resize(size.width, size.height, { fit: 'fill', kernel: 'nearest' })
          .toColourspace('b-w')
          .raw()
          .toBuffer();
      }),
    );
    return { width: size.width, height: size.height, pixels };
  }

  async maskToPng(mask: Mask): Promise<Picture> {
    const bytes = await this.room.hold(areaOf(mask) * DECODED, () =>
      this.raw({ pixels: mask.pixels, size: mask, channels: 1 }, (image) => image.png().toBuffer()),
    );
    return { format: 'png', width: mask.width, height: mask.height, bytes };
  }

  /**
   * `painted` where the mask is white, `source` bit for bit where it is black. The seam is softened inside the mask
   * only. `painted` shows the whole of `source`, so it is stretched to its size where a vendor changed that, and the
   * mask with it. PNG, so that nothing changes in the encoding.
   * @throws PictureError
   */
  pasteBack(source: Picture, painted: Picture, mask: Mask): Promise<Picture> {
    const pixels = areaOf(source) * PASTED + areaOf(painted) * DECODED;
    return this.room.hold(pixels, () => this.pasted(source, painted, mask));
  }

  private async pasted(source: Picture, painted: Picture, mask: Mask): Promise<Picture> {
    const size: Size = { width: source.width, height: source.height };
    const [base, top, alpha] = await Promise.all([
      this.rgba(source, size),
      this.rgba(painted, size),
      this.feathered(mask, size),
    ]);
    await blend(base.pixels, top.pixels, alpha);
    const bytes = await this.raw({ pixels: base.pixels, size, channels: 4 }, (image) =>
      (base.hasAlpha || top.hasAlpha ? image : image.removeAlpha()).png().toBuffer(),
    );
    return { format: 'png', ...size, bytes };
  }

  private rgba(picture: Picture, size: Size): Promise<{ pixels: Buffer; hasAlpha: boolean }> {
    return this.pixels(picture.bytes, async (image) => {
      const { hasAlpha } = await image.metadata();
      const whole = image.autoOrient().resize(size.width, size.height, { fit: 'fill' }).toColourspace('srgb');
      return { pixels: await whole.ensureAlpha().raw().toBuffer(), hasAlpha };
    });
  }

  private async feathered(mask: Mask, size: Size): Promise<Buffer> {
    const sized = await this.raw({ pixels: mask.pixels, size: mask, channels: 1 }, (image) =>
      image
        .resize(size.width, size.height, { fit: 'fill', kernel: 'nearest' })
        .toColourspace('b-w')
        .raw()
        .toBuffer(),
    );
    const blurred = await this.blurred(sized, size, FEATHER);
    const nearCore = await this.blurred(await coreOf(blurred), size, 2 * FEATHER);
    return fadedInside(sized, blurred, nearCore);
  }

  private blurred(pixels: Buffer, size: Size, deviation: number): Promise<Buffer> {
    return this.raw({ pixels, size, channels: 1 }, (image) =>
      image.blur(deviation).toColourspace('b-w').raw().toBuffer(),
    );
  }

  private async decoded(bytes: Buffer): Promise<void> {
    await this.pixels(bytes, (image) => image.raw().toBuffer());
  }

  private async develop(bytes: Buffer, steps: (image: Sharp) => Sharp): Promise<Picture> {
    const developed = await this.pixels(bytes, (image) => steps(image).toBuffer());
    return this.inspect(developed);
  }

  /**
   * `error` stops at what a decoder calls an error, a truncated file included. The next stricter level would also refuse
   * pictures for a warning, such as an odd colour profile, that every viewer shows.
   */
  private async pixels<T>(bytes: Buffer, task: (image: Sharp) => Promise<T>): Promise<T> {
    const sharp = await sharpLibrary();
    try {
      return await this.work.add(() =>
        task(sharp(bytes, { limitInputPixels: this.maxPixels, failOn: 'error' })),
      );
    } catch (cause) {
      throw new PictureError('undecodable', 'The picture cannot be decoded.', { cause });
    }
  }

  /** Of any size, so that one above MAX_PIXELS can be told; nothing is decoded. @throws PictureError `undecodable` */
  private async sizeInHeader(bytes: Buffer): Promise<Size> {
    const sharp = await sharpLibrary();
    try {
      return await this.work.add(() => sharp(bytes, { limitInputPixels: false }).metadata());
    } catch (cause) {
      throw new PictureError('undecodable', 'The picture cannot be decoded.', { cause });
    }
  }

  private async raw<T>(of: Uncoded, task: (image: Sharp) => Promise<T>): Promise<T> {
    const sharp = await sharpLibrary();
    const { width, height } = of.size;
    return this.work.add(() => task(sharp(of.pixels, { raw: { width, height, channels: of.channels } })));
  }

  /** Before the memory for it is taken. */
  private refuseTooLarge(size: Size): void {
    if (size.width * size.height > this.maxPixels) {
      throw new PictureError(
        'too_large',
        `${formatSize(size)} is too large; at most ${this.maxPixels} pixels are allowed.`,
      );
    }
  }
}

function maskChannel(image: Sharp, polarity: MaskPolarity): Sharp {
  if (polarity === 'white') {
    return image.flatten({ background: '#000' }).greyscale();
  }
  const alpha = image.ensureAlpha().extractChannel('alpha');
  return polarity === 'transparent' ? alpha.negate() : alpha.threshold(LEAST_OPAQUE);
}

function areaOf({ width, height }: Size): number {
  return width * height;
}

/** Pixels without a file around them. */
interface Uncoded {
  readonly pixels: Buffer;
  readonly size: Size;
  readonly channels: 1 | 4;
}

/** Loaded with the first picture: idle bridges stay small. No picture comes twice, so nothing is cached. */
async function sharpLibrary(): Promise<typeof sharpConstructor> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  return sharp;
}
