import { BridgeError, formatSize, type Mask, type Picture, type Size } from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import { Injectable } from '@nestjs/common';

/** The interpretation of a mask; `none`: transparency of the picture itself is not a mask. */
export const MASK_MODES = ['auto', 'alpha', 'luminance', 'none'] as const;

export type MaskMode = (typeof MASK_MODES)[number];

/**
 * The source of the mask: `alpha` or `luminance` of the mask file, or `source_alpha`, the picture's own transparency.
 */
export type MaskOrigin = 'alpha' | 'luminance' | 'source_alpha';

/** A mask, and how it was read. */
export interface ReadMask {
  readonly mask: Mask;
  readonly origin: MaskOrigin;
}

/** Masks of nearly the same aspect ratio were rounded; any other difference is an error. */
const LARGEST_SHAPE_DIFFERENCE = 0.02;

/** Rounded corners and soft edges are not a mask; a hole is. */
const LEAST_HOLE = 0.01;

/** An alpha value; encoders leave solid pixels slightly below 255. */
const SOFTENED = 250;

/**
 * Reads masks that repaint either transparent areas (OpenAI) or white ones (FastFusion, A1111). `auto` uses the
 * transparency of a mask that has any, else its brightness; without a mask, holes in the picture itself (OpenAI).
 */
@Injectable()
export class MaskReader {
  constructor(private readonly imageProcessor: ImageProcessor) {}

  /**
   * Returns the mask at the size of the source; null repaints the whole picture.
   * @throws BridgeError `invalid_request` for a mask of another aspect ratio, or one that leaves nothing to repaint
   */
  async read(source: Picture, sent: Picture | null, mode: MaskMode): Promise<ReadMask | null> {
    if (sent === null) {
      return this.ownMask(source, mode);
    }
    refuseOtherShape(source, sent);
    const origin = await this.originOf(sent, mode);
    const mask = await this.imageProcessor.maskFrom(
      sent,
      origin === 'alpha' ? 'transparent' : 'white',
      source,
    );
    if (!mask.pixels.some((pixel) => pixel > 0)) {
      throw BridgeError.invalid('mask', `Invalid 'mask': ${NOTHING[origin]}`);
    }
    return { mask, origin };
  }

  private async originOf(sent: Picture, mode: MaskMode): Promise<'alpha' | 'luminance'> {
    if (mode === 'alpha' || mode === 'luminance') {
      return mode;
    }
    return (await this.imageProcessor.transparentShare(sent, SOFTENED)) > 0 ? 'alpha' : 'luminance';
  }

  private async ownMask(source: Picture, mode: MaskMode): Promise<ReadMask | null> {
    if (mode === 'luminance' || mode === 'none') {
      return null;
    }
    const share = await this.imageProcessor.transparentShare(source, 1);
    if (share === 0 || (mode === 'auto' && share < LEAST_HOLE)) {
      return null;
    }
    return {
      mask: await this.imageProcessor.maskFrom(source, 'transparent', source),
      origin: 'source_alpha',
    };
  }
}

const NOTHING: Record<'alpha' | 'luminance', string> = {
  alpha: 'it leaves nothing to repaint. What is see-through is repainted; this mask is solid.',
  luminance:
    'it leaves nothing to repaint. It is not see-through anywhere, so white would be repainted; it is black.',
};

function refuseOtherShape(source: Size, mask: Size): void {
  const ratio = mask.width / mask.height / (source.width / source.height);
  if (Math.abs(Math.log(ratio)) > LARGEST_SHAPE_DIFFERENCE) {
    throw BridgeError.invalid(
      'mask',
      `Invalid 'mask': it is ${formatSize(mask)} and the first picture ${formatSize(source)}. Both must have the same shape.`,
    );
  }
}
