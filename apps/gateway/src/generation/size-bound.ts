import { MediaEnv } from '@fusionbridge/media';
import { BridgeError, formatSize, type Size } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';

/** Keeps pictures within the pixels that the bridge handles at all: a larger one would be bought and then be refused. */
@Injectable()
export class SizeBound {
  private readonly maxPixels: number;

  constructor(settings: Settings) {
    this.maxPixels = settings.section(MediaEnv).MAX_PIXELS;
  }

  /**
   * @param field By which the client said it; null as a size is anything the model likes
   * @throws BridgeError `invalid_request` that names `field`
   */
  check(size: Size | null, field: string): void {
    if (size !== null && size.width * size.height > this.maxPixels) {
      throw BridgeError.invalid(
        field,
        `Invalid '${field}': ${formatSize(size)} is more than the ${this.maxPixels} pixels allowed (MAX_PIXELS).`,
      );
    }
  }
}
