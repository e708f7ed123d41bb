import { BridgeError, formatSize, type Mask, type Picture, type Size } from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import { Injectable } from '@nestjs/common';

/** How a client says what its mask means; `none`: transparency of the picture itself is no mask. */
export const MASK_MODES = ['auto', 'alpha', 'luminance', 'none'] as const;

export type MaskMode = (typeof MASK_MODES)[number];

/** What was taken for the mask: `alpha` and `luminance` of the mask, or `source_alpha`, the picture's own transparency. */
export type MaskOrigin = 'alpha' | 'luminance' | 'source_alpha';

/** A mask, and how it was read. */
export interface ReadMask {
  readonly mask: Mask;
  readonly origin: MaskOrigin;
}

/** Masks of nearly the same shape were rounded, others are mistakes. */
const LARGEST_SHAPE_DIFFERENCE = 0.02;

/** Rounded corners and soft edges are no mask; a hole is. */
const LEAST_HOLE = 0.01;

/** An alpha value; what is nearly solid came so from an encoder. */
const SOFTENED = 250;

/**
 * Reads masks: see-through is repainted (OpenAI), or white is (FastFusion, A1111). `auto` takes the transparency of a
 * mask that has any, else its brightness; without a mask, holes in the picture itself (OpenAI).
 */
@Injectable()
export class MaskReader {
  constructor(private readonly imageProcessor: ImageProcessor) {}

  /**
   * Of the size of the source; null repaints all of it.
   * @throws BridgeError `invalid_request` for a mask of another shape, or that leaves nothing to repaint
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
