import type { Mask, Picture, Size } from '@fusionbridge/core';
import type { Sharp } from 'sharp';
import { blend } from './blend.js';
import { coreOf, fadedInside } from './feather.js';
import { areaOf, DECODED, type PixelWork } from './pixel-work.js';

/** Blur, as a standard deviation in pixels: a repainted part fades into the source within about twice of it. */
const FEATHER = 4;

/** How a picture marks what is to be repainted. */
export type MaskPolarity = 'white' | 'transparent' | 'opaque';

/** The first alpha value above A1111's 128 (masking.py `create_binary_mask`). */
const LEAST_OPAQUE = 129;

/** Bytes per pixel for both pictures with alpha, the mask in four states, and what libvips needs beside them. */
const PASTED = 14;

/** Reads and writes masks, and pastes repainted parts back. */
export class Masks {
  constructor(private readonly work: PixelWork) {}

  /** See `ImageProcessor.maskFrom`. */
  async read(picture: Picture, polarity: MaskPolarity, size: Size): Promise<Mask> {
    this.work.refuseTooLarge(size);
    const needed = (areaOf(picture) + areaOf(size)) * DECODED;
    const pixels = await this.work.hold(needed, () =>
      this.work.decode(picture.bytes, (image) => stretched(maskChannel(image, polarity), size)),
    );
    return { width: size.width, height: size.height, pixels };
  }

  async toPng(mask: Mask): Promise<Picture> {
    const bytes = await this.work.hold(areaOf(mask) * DECODED, () =>
      this.work.raw({ pixels: mask.pixels, size: mask, channels: 1 }, (image) => image.png().toBuffer()),
    );
    return { format: 'png', width: mask.width, height: mask.height, bytes };
  }

  /** See `ImageProcessor.pasteBack`. */
  pasteBack(source: Picture, painted: Picture, mask: Mask): Promise<Picture> {
    const pixels = areaOf(source) * PASTED + areaOf(painted) * DECODED;
    return this.work.hold(pixels, () => this.pasted(source, painted, mask));
  }

  private async pasted(source: Picture, painted: Picture, mask: Mask): Promise<Picture> {
    const size: Size = { width: source.width, height: source.height };
    const [base, top, alpha] = await Promise.all([
      this.rgba(source, size),
      this.rgba(painted, size),
      this.feathered(mask, size),
    ]);
    await blend(base.pixels, top.pixels, alpha);
    const bytes = await this.work.raw({ pixels: base.pixels, size, channels: 4 }, (image) =>
      (base.hasAlpha || top.hasAlpha ? image : image.removeAlpha()).png().toBuffer(),
    );
    return { format: 'png', ...size, bytes };
  }

  private rgba(picture: Picture, size: Size): Promise<{ pixels: Buffer; hasAlpha: boolean }> {
    return this.work.decode(picture.bytes, async (image) => {
      const { hasAlpha } = await image.metadata();
      const whole = image.autoOrient().resize(size.width, size.height, { fit: 'fill' }).toColourspace('srgb');
      return { pixels: await whole.ensureAlpha().raw().toBuffer(), hasAlpha };
    });
  }

  private async feathered(mask: Mask, size: Size): Promise<Buffer> {
    const sized = await this.work.raw({ pixels: mask.pixels, size: mask, channels: 1 }, (image) =>
      stretched(image, size),
    );
    const blurred = await this.blurred(sized, size, FEATHER);
    const nearCore = await this.blurred(await coreOf(blurred), size, 2 * FEATHER);
    return fadedInside(sized, blurred, nearCore);
  }

  private blurred(pixels: Buffer, size: Size, deviation: number): Promise<Buffer> {
    return this.work.raw({ pixels, size, channels: 1 }, (image) =>
      image.blur(deviation).toColourspace('b-w').raw().toBuffer(),
    );
  }
}

/** One channel at another size, without grey pixels that were not there before. */
function stretched(image: Sharp, { width, height }: Size): Promise<Buffer> {
  return image
    .resize(width, height, { fit: 'fill', kernel: 'nearest' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}

function maskChannel(image: Sharp, polarity: MaskPolarity): Sharp {
  if (polarity === 'white') {
    return image.flatten({ background: '#000' }).greyscale();
  }
  const alpha = image.ensureAlpha().extractChannel('alpha');
  return polarity === 'transparent' ? alpha.negate() : alpha.threshold(LEAST_OPAQUE);
}
