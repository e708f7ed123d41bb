import { BridgeError, formatSize, type ImageRequest } from '@fusionbridge/core';
import { MediaEnv, Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';

/** Keeps upscales within the pixels that the bridge handles at all. */
@Injectable()
export class UpscaleBounds {
  private readonly maxPixels: number;

  constructor(settings: Settings) {
    this.maxPixels = settings.section(MediaEnv).MAX_PIXELS;
  }

  /** @throws BridgeError `invalid_request` that names `field` where the result would be too large */
  check({ size }: ImageRequest, field: 'scale' | 'size'): void {
    if (size !== null && size.width * size.height > this.maxPixels) {
      throw BridgeError.invalid(
        field,
        `Invalid '${field}': ${formatSize(size)} is more than the ${this.maxPixels} pixels allowed (MAX_PIXELS).`,
      );
    }
  }
}
