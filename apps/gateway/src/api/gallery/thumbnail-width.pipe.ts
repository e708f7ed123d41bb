import { BridgeError } from '@fusionbridge/core';
import { Injectable, type PipeTransform } from '@nestjs/common';

/** In pixels. No thumbnail is wider, so that a picture itself answers for more than the widest. */
export const WIDEST = 16_384;

/** Reads `w`: null without it. */
@Injectable()
export class ThumbnailWidthPipe implements PipeTransform<unknown, number | null> {
  /** @throws BridgeError `invalid_request` that names `w` */
  transform(value: unknown): number | null {
    if (value === undefined) {
      return null;
    }
    const width = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : 0;
    if (width < 1 || width > WIDEST) {
      throw BridgeError.invalid('w', `Invalid 'w': a width in pixels, a whole number from 1 to ${WIDEST}.`);
    }
    return width;
  }
}
