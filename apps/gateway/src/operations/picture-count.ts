import { KeptPictures } from '@fusionbridge/jobs';
import { Injectable } from '@nestjs/common';
import { isoTime } from './iso-time.js';
import type { PicturesStatus } from './operations.dto.js';

/** Kept pictures for `GET /status`. */
@Injectable()
export class PictureCount {
  constructor(private readonly pictures: KeptPictures) {}

  async now(): Promise<PicturesStatus> {
    const { pictures, bytes, oldest, lastCleanUp } = await this.pictures.now();
    return {
      kept: pictures,
      bytes,
      oldest: oldest === null ? null : isoTime(oldest),
      last_clean_up: lastCleanUp === null ? null : { ...lastCleanUp, at: isoTime(lastCleanUp.at) },
    };
  }
}
