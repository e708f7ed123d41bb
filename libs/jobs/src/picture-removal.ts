import type { ImageResult } from '@fusionbridge/core';
import { PictureStore } from '@fusionbridge/media';
import { PictureRepository } from '@fusionbridge/persistence';
import { Injectable, Logger } from '@nestjs/common';
import { PictureHolds } from './picture-holds.js';

/**
 * Takes pictures away for good: first their records, then each file that nobody else needs. A crash in between leaves
 * a file without a record, never a record without its file.
 */
@Injectable()
export class PictureRemoval {
  private readonly logger = new Logger('Pictures');

  constructor(
    private readonly pictures: PictureRepository,
    private readonly store: PictureStore,
    private readonly holds: PictureHolds,
  ) {}

  /**
   * In one commit, however many. A file that cannot be removed now is left for the clean-up.
   * @returns how many had a record still
   */
  async remove(pictures: readonly Pick<ImageResult, 'id' | 'hash' | 'format'>[]): Promise<number> {
    const removed = await this.pictures.remove(pictures.map(({ id }) => id));
    const files = new Map(pictures.map((picture) => [picture.hash, picture]));
    for (const { hash, format } of files.values()) {
      await this.removeFile(hash, format);
    }
    return removed;
  }

  /** Removes a file unless a record, an unfinished job, or a job of this process that is being written down needs it. */
  async removeFile(hash: string, format: ImageResult['format']): Promise<void> {
    try {
      await this.holds.removing(hash, async () => {
        if (!(await this.pictures.needs(hash))) {
          await this.store.remove(hash, format);
        }
      });
    } catch (error) {
      this.logger.warn(`The ${format} ${hash.slice(0, 12)} could not be removed: ${String(error)}`);
    }
  }
}
