import { availableParallelism } from 'node:os';
import { formatSize, type Mask, type Picture, type PictureFormat, type Size } from '@fusionbridge/core';
import { MediaEnv, Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import PQueue from 'p-queue';
import type { default as sharpConstructor, Metadata, Sharp } from 'sharp';
import { blend } from './blend.js';
import { isSrgbProfile } from './colour-profile.js';
import { coreOf, fadedInside } from './feather.js';
import { inspectPicture } from './inspect-picture.js';
import { PictureError } from './picture-error.js';
import { isAnimatedPng } from './png-structure.js';
import { shareBelow } from './share-below.js';
import { isOneColour } from './single-colour.js';

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

/** For uploads that have to be encoded anew: they are worked on further, so hardly anything may be lost. */
const UPLOAD_QUALITY = 95;

/**
 * Everything that needs pixels. sharp works on its own threads; no more pictures are in work at once than there are
 * cores, so that a burst does not fill the memory with decoded pictures.
 */
@Injectable()
export class Darkroom {
  private readonly maxPixels: number;
  private readonly work = new PQueue({ concurrency: availableParallelism() });

  constructor(settings: Settings) {
    this.maxPixels = settings.section(MediaEnv).MAX_PIXELS;
  }

  /**
   * The picture itself when size and format are already as wanted; a quality that was asked for makes it anew, except
   * for PNG, which has none.
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
    return this.develop(picture.bytes, (image) => {
      const resized = sameSize
        ? image
        : image.resize(size.width, size.height, { fit: want.fit ?? 'cover', kernel: 'lanczos3' });
      return encoded(resized, format, { quality, lossless: want.lossless === true });
    });
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
    await this.pixels(picture.bytes, (image) => image.raw().toBuffer());
  }

  /**
   * One colour from corner to corner, transparency apart: what vendors send in place of a picture they refuse.
   * @throws PictureError `undecodable`
   */
  async isSingleColour(picture: Picture): Promise<boolean> {
    const { data, info } = await this.pixels(picture.bytes, (image) =>
      image.removeAlpha().raw().toBuffer({ resolveWithObject: true }),
    );
    return isOneColour({ data, channels: info.channels });
  }

  /**
   * From 0 to 1: how much of a picture is more see-through than `below`, an alpha value; 1 counts pixels that are
   * not there at all.
   * @throws PictureError `undecodable`
   */
  async transparentShare(picture: Picture, below: number): Promise<number> {
    return this.pixels(picture.bytes, async (image) => {
      if (!(await image.metadata()).hasAlpha) {
        return 0;
      }
      const alpha = await image.extractChannel('alpha').raw().toBuffer();
      return shareBelow(alpha, below);
    });
  }

  /**
   * A client's upload as every vendor takes it: upright, one frame, sRGB of 8 bits. Bytes that need none of it stay
   * as they are, once they were seen to decode.
   * @throws PictureError
   */
  async normalise(bytes: Buffer): Promise<Picture> {
    const picture = this.inspect(bytes);
    const facts = await this.pixels(bytes, (image) => image.metadata());
    if (isPlain(facts) && !(picture.format === 'png' && isAnimatedPng(bytes))) {
      await this.decodes(picture);
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
   * `white`: bright is repainted, and what is see-through is not. `transparent`: see-through is repainted (OpenAI).
   * @throws PictureError
   */
  async maskFrom(picture: Picture, polarity: 'white' | 'transparent', size: Size): Promise<Mask> {
    this.refuseTooLarge(size);
    const pixels = await this.pixels(picture.bytes, (image) => {
      const channel =
        polarity === 'white'
          ? image.flatten({ background: '#000' }).greyscale()
          : image.ensureAlpha().extractChannel('alpha').negate();
      return channel
        .resize(size.width, size.height, { fit: 'fill', kernel: 'nearest' })
        .toColourspace('b-w')
        .raw()
        .toBuffer();
    });
    return { width: size.width, height: size.height, pixels };
  }

  async maskToPng(mask: Mask): Promise<Picture> {
    const bytes = await this.raw({ pixels: mask.pixels, size: mask, channels: 1 }, (image) =>
      image.png().toBuffer(),
    );
    return { format: 'png', width: mask.width, height: mask.height, bytes };
  }

  /**
   * `painted` where the mask is white, `source` bit for bit where it is black. The seam is softened inside the mask
   * only. `painted` shows the whole of `source`, so it is stretched to its size where a vendor changed that, and the
   * mask with it. PNG, so that nothing changes in the encoding.
   * @throws PictureError
   */
  async pasteBack(source: Picture, painted: Picture, mask: Mask): Promise<Picture> {
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
      const whole = image.resize(size.width, size.height, { fit: 'fill' }).toColourspace('srgb');
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

/** Pixels without a file around them. */
interface Uncoded {
  readonly pixels: Buffer;
  readonly size: Size;
  readonly channels: 1 | 4;
}

/** Nothing about it needs to be changed before a vendor gets it. */
function isPlain({ orientation = 1, pages = 1, depth, space, icc }: Metadata): boolean {
  return (
    orientation === 1 &&
    pages === 1 &&
    depth === 'uchar' &&
    (space === 'srgb' || space === 'b-w') &&
    (icc === undefined || isSrgbProfile(icc))
  );
}

/** Loaded with the first picture: idle bridges stay small. No picture comes twice, so nothing is cached. */
async function sharpLibrary(): Promise<typeof sharpConstructor> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  return sharp;
}

interface Encoding {
  readonly quality: number | null;
  readonly lossless: boolean;
}

function encoded(image: Sharp, format: PictureFormat, { quality, lossless }: Encoding): Sharp {
  const options = quality === null ? {} : { quality };
  switch (format) {
    case 'png':
      return image.png();
    case 'jpeg':
      return image.flatten({ background: '#fff' }).jpeg(options);
    case 'webp':
      return image.webp(quality === null && lossless ? { lossless, exact: true } : options);
  }
}
