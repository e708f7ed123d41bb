import type { Picture } from '@fusionbridge/core';
import { isAnimatedPng } from '../metadata/png-structure.js';
import { PictureError } from '../picture/picture-error.js';
import { sniffFormat } from '../picture/sniff-format.js';
import { encoded } from './encoded.js';
import { areaOf, type PixelWork, RE_ENCODED } from './pixel-work.js';
import { isPlain } from './plain-upload.js';

const CONVERT_IT = 'Convert it to PNG, JPEG or WebP.';
const UNREADABLE = {
  avif: `The picture is HEIC, or a damaged AVIF; HEIC cannot be read here. ${CONVERT_IT}`,
  gif: `The picture is a GIF that cannot be decoded. ${CONVERT_IT}`,
  tiff: `The picture is a TIFF that cannot be decoded. ${CONVERT_IT}`,
} as const;

/** For uploads that have to be re-encoded: they are processed further, so as little as possible may be lost. */
const UPLOAD_QUALITY = 95;

/** Converts what clients upload into pictures that every vendor accepts. */
export class Uploads {
  constructor(private readonly work: PixelWork) {}

  /** See `ImageProcessor.normalise`. */
  async normalise(bytes: Buffer): Promise<Picture> {
    const picture = await this.open(bytes);
    return this.work.hold(areaOf(picture) * RE_ENCODED, () => this.normalised(picture));
  }

  /** See `ImageProcessor.opened`. */
  async open(bytes: Buffer): Promise<Picture> {
    const format = sniffFormat(bytes);
    if (format !== 'avif' && format !== 'gif' && format !== 'tiff') {
      return this.work.inspect(bytes);
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

  /** See `ImageProcessor.asPng`. */
  async asPng(bytes: Buffer): Promise<Picture> {
    const size = await this.work.sizeInHeader(bytes);
    this.work.refuseTooLarge(size);
    return this.work.hold(areaOf(size) * RE_ENCODED, () =>
      this.work.reEncode(bytes, (image) => image.autoOrient().toColourspace('srgb').png()),
    );
  }

  private async normalised(picture: Picture): Promise<Picture> {
    const { bytes } = picture;
    const facts = await this.work.decode(bytes, (image) => image.metadata());
    if (isPlain(facts) && !(picture.format === 'png' && isAnimatedPng(bytes))) {
      await this.work.check(bytes);
      return picture;
    }
    return this.work.reEncode(bytes, (image) =>
      encoded(image.autoOrient().toColourspace('srgb'), picture.format, {
        quality: UPLOAD_QUALITY,
        lossless: false,
      }),
    );
  }
}
