import { MediaEnv } from '@fusionbridge/media';
import { BridgeError, formatSize, type Size } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';

/** Enforces MAX_PIXELS, since a larger picture would be bought and then rejected. */
@Injectable()
export class SizeLimit {
  private readonly maxPixels: number;

  constructor(settings: Settings) {
    this.maxPixels = settings.section(MediaEnv).MAX_PIXELS;
  }

  /**
   * @param size null leaves the size to the model, and passes
   * @param field The field by which the client gave it
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
