import type { Mask, Picture, PictureFormat, Size } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { MediaEnv } from '../media.env.js';
import { encoded } from './encoded.js';
import { type MaskPolarity, Masks } from './masks.js';
import { areaOf, DECODED, PixelWork, RE_ENCODED } from './pixel-work.js';
import { shareBelow } from './share-below.js';
import { isOneColour } from './single-colour.js';
import { Uploads } from './uploads.js';

/** What a picture should become. */
export interface Conversion {
  readonly size?: Size;
  readonly format?: PictureFormat;
  /** 1 to 100, for jpeg and webp; the codec's default when null. */
  readonly quality?: number | null;
  /** `cover` (default) keeps the proportions and crops around the centre; `fill` stretches. */
  readonly fit?: 'cover' | 'fill';
  /** Keeps every pixel, in formats that can: PNG, and WebP if no quality is given. */
  readonly lossless?: boolean;
}

/**
 * Everything that needs pixels. sharp runs on its own threads; the number of pictures and of pixels in work is bounded
 * (see `PixelWork`).
 */
@Injectable()
export class ImageProcessor {
  private readonly work: PixelWork;
  private readonly uploads: Uploads;
  private readonly masks: Masks;

  constructor(settings: Settings) {
    this.work = new PixelWork(settings.section(MediaEnv).MAX_PIXELS);
    this.uploads = new Uploads(this.work);
    this.masks = new Masks(this.work);
  }

  /**
   * Returns the picture itself if size and format are already as wanted. A given quality re-encodes it, except for PNG,
   * which has none. A re-encoded picture is upright: its EXIF, which said how to turn it, is gone.
   * @throws PictureError
   */
  async convert(picture: Picture, want: Conversion): Promise<Picture> {
    const size = want.size ?? picture;
    const format = want.format ?? picture.format;
    const quality = format === 'png' ? null : (want.quality ?? null);
    const sameSize = size.width === picture.width && size.height === picture.height;
    if (sameSize && format === picture.format && quality === null) {
      return picture;
    }
    this.work.refuseTooLarge(size);
    return this.work.hold(areaOf(picture) * DECODED + areaOf(size) * DECODED, () =>
      this.work.reEncode(picture.bytes, (image) => {
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
   * Reads format and size from the header and decodes nothing.
   * @throws PictureError
   */
  inspect(bytes: Buffer): Picture {
    return this.work.inspect(bytes);
  }

  /**
   * Decodes every pixel: a file can have a valid structure and damaged pixels.
   * @throws PictureError `undecodable`
   */
  async decodes(picture: Picture): Promise<void> {
    await this.work.hold(areaOf(picture) * DECODED, () => this.work.check(picture.bytes));
  }

  /**
   * For callers that process pixels themselves: runs `task` once there is room for `pixels`.
   * @param task Must not call a method of this class
   */
  within<T>(pixels: number, task: () => Promise<T>): Promise<T> {
    return this.work.hold(pixels * RE_ENCODED, task);
  }

  /**
   * Whether all pixels have the same colour, alpha aside: vendors send such pictures in place of one they refuse.
   * @throws PictureError `undecodable`
   */
  async isSingleColour(picture: Picture): Promise<boolean> {
    return this.work.hold(areaOf(picture) * DECODED, async () => {
      const { data, info } = await this.work.decode(picture.bytes, (image) =>
        image.removeAlpha().raw().toBuffer({ resolveWithObject: true }),
      );
      return isOneColour({ data, channels: info.channels });
    });
  }

  /**
   * The share of pixels, 0 to 1, whose alpha value is less than `below`; with 1, of those that are fully transparent.
   * @throws PictureError `undecodable`
   */
  async transparentShare(picture: Picture, below: number): Promise<number> {
    return this.work.hold(areaOf(picture) * DECODED, () =>
      this.work.decode(picture.bytes, async (image) => {
        if (!(await image.metadata()).hasAlpha) {
          return 0;
        }
        const alpha = await image.extractChannel('alpha').raw().toBuffer();
        return shareBelow(alpha, below);
      }),
    );
  }

  /**
   * A client's upload in a form that every vendor accepts: upright, one frame, 8-bit sRGB. Bytes that are so already
   * are returned unchanged, after a check that they can be decoded.
   * @throws PictureError
   */
  normalise(bytes: Buffer): Promise<Picture> {
    return this.uploads.normalise(bytes);
  }

  /**
   * A client's file as a picture: like `inspect`, but AVIF, GIF and TIFF are converted to PNG.
   * @throws PictureError, `unsupported` for what cannot be decoded here, such as HEIC
   */
  opened(bytes: Buffer): Promise<Picture> {
    return this.uploads.open(bytes);
  }

  /**
   * Converts a picture in a format that the bridge never returns (AVIF, GIF, TIFF) to PNG; of several frames the first.
   * @throws PictureError `undecodable`, for HEIC among others; `too_large`
   */
  asPng(bytes: Buffer): Promise<Picture> {
    return this.uploads.asPng(bytes);
  }

  /**
   * `white`: bright pixels are repainted, transparent ones are not. `transparent`: transparent pixels are repainted
   * (OpenAI). `opaque`: pixels more opaque than transparent are repainted fully, whatever their colour (A1111).
   * @throws PictureError
   */
  maskFrom(picture: Picture, polarity: MaskPolarity, size: Size): Promise<Mask> {
    return this.masks.read(picture, polarity, size);
  }

  /** White is repainted. */
  maskToPng(mask: Mask): Promise<Picture> {
    return this.masks.toPng(mask);
  }

  /**
   * `painted` where the mask is white, `source` bit for bit where it is black. The seam is softened inside the mask
   * only. `painted` shows the whole of `source`, so it is stretched to its size if a vendor changed that, and the mask
   * with it. PNG, so that nothing changes in the encoding.
   * @throws PictureError
   */
  pasteBack(source: Picture, painted: Picture, mask: Mask): Promise<Picture> {
    return this.masks.pasteBack(source, painted, mask);
  }
}
