import type { ImageResult } from '@fusionbridge/core';
import { PictureStore, Thumbnails } from '@fusionbridge/media';
import { PictureRepository } from '@fusionbridge/persistence';
import { Injectable, Logger } from '@nestjs/common';
import { PictureHolds } from './picture-holds.js';

/**
 * Deletes pictures permanently: first their records, then each file that is no longer referenced. A crash in between
 * leaves a file without a record, never a record without its file.
 */
@Injectable()
export class PictureRemoval {
  private readonly logger = new Logger('Pictures');

  constructor(
    private readonly pictures: PictureRepository,
    private readonly store: PictureStore,
    private readonly holds: PictureHolds,
    private readonly thumbnails: Thumbnails,
  ) {}

  /**
   * Deletes all records in one transaction. A file that cannot be removed now is left for the clean-up.
   * @returns the number of pictures that still had a record
   */
  async remove(pictures: readonly Pick<ImageResult, 'id' | 'hash' | 'format'>[]): Promise<number> {
    const removed = await this.pictures.remove(pictures.map(({ id }) => id));
    const files = new Map(pictures.map((picture) => [picture.hash, picture]));
    for (const { hash, format } of files.values()) {
      await this.removeFile(hash, format);
    }
    return removed;
  }

  /**
   * Removes a file and its thumbnails unless a record, an unfinished job, a job of this process that is being written
   * down or an answer of it needs it.
   * @param keptBefore Unix milliseconds; a file stored since then is kept as well
   * @returns the number of bytes freed; null if the file was kept
   */
  async removeFile(
    hash: string,
    format: ImageResult['format'],
    keptBefore = Number.POSITIVE_INFINITY,
  ): Promise<number | null> {
    let freed: number | null = null;
    try {
      await this.holds.removing(hash, async () => {
        const file = await this.store.find(hash, format);
        const isOld = file !== null && file.keptAt < keptBefore;
        if (isOld && !this.store.readers.has(hash) && !(await this.pictures.needs(hash))) {
          await this.store.remove(hash, format);
          freed = file.byteLength;
          await this.thumbnails.forget(hash);
        }
      });
    } catch (error) {
      this.logger.warn(`The ${format} ${hash.slice(0, 12)} could not be removed: ${String(error)}`);
    }
    return freed;
  }
}
