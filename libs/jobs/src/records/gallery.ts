import { BridgeError, type Caller, type ImageRequest } from '@fusionbridge/core';
import {
  type GalleryEntry,
  type GalleryFilter,
  GalleryRepository,
  JobRepository,
  type StoredJob,
  type StoredRequest,
} from '@fusionbridge/persistence';
import { Injectable } from '@nestjs/common';
import { PictureFiling } from '../pictures/picture-filing.js';
import { PictureRemoval } from '../pictures/picture-removal.js';

/** Some of a caller's pictures, newest first. */
export interface GalleryPage {
  readonly entries: readonly GalleryEntry[];
  /** Whether older ones follow. */
  readonly hasMore: boolean;
}

/** A kept picture and the job that made it. */
export interface PictureRecord {
  readonly picture: GalleryEntry;
  readonly job: StoredJob;
}

/** The pictures a caller has: what they are, how they came to be, and away with them. Nobody sees another's. */
@Injectable()
export class Gallery {
  constructor(
    private readonly entries: GalleryRepository,
    private readonly jobs: JobRepository,
    private readonly filing: PictureFiling,
    private readonly removal: PictureRemoval,
  ) {}

  /** @param before The `ordinal` of the last entry of the page before; null for the first page. */
  async page(
    caller: Caller,
    filter: Omit<GalleryFilter, 'callerId'>,
    limit: number,
    before: number | null,
  ): Promise<GalleryPage> {
    const found = await this.entries.page({ ...filter, callerId: caller.id }, limit + 1, before);
    return { entries: found.slice(0, limit), hasMore: found.length > limit };
  }

  /** The caller's own picture of this id; null where there is none. */
  find(pictureId: string, caller: Caller): Promise<GalleryEntry | null> {
    return this.entries.find(pictureId, caller.id);
  }

  /** @throws BridgeError `not_found`, also for another caller's picture */
  async record(pictureId: string, caller: Caller): Promise<PictureRecord> {
    const picture = await this.entries.find(pictureId, caller.id);
    const job = picture === null ? null : await this.jobs.find(picture.jobId);
    if (picture === null || job === null) {
      throw missing(pictureId);
    }
    return { picture, job };
  }

  /**
   * Takes the picture away, and its file when nobody else needs it.
   * @throws BridgeError `not_found`, also for another caller's picture and for one that has just gone
   */
  async remove(pictureId: string, caller: Caller): Promise<void> {
    const picture = await this.entries.find(pictureId, caller.id);
    if (picture === null || (await this.removal.remove([picture])) === 0) {
      throw missing(pictureId);
    }
  }

  /**
   * What was asked when the picture was made, for one picture with its own seed.
   * @throws BridgeError `not_found`, also when a picture it was made from is gone
   */
  async requestOf({ picture, job }: PictureRecord): Promise<ImageRequest> {
    const asked = await this.filing.fetchRequest(job.request);
    if (!isWhole(asked, job.request)) {
      throw new BridgeError({
        kind: 'not_found',
        message: `The picture '${picture.id}' cannot be repeated: a picture it was made from is no longer kept.`,
      });
    }
    return { ...asked, model: asked.model ?? job.plan?.model ?? null, seed: picture.seed, count: 1 };
  }
}

function isWhole(asked: ImageRequest, stored: StoredRequest): boolean {
  return (
    (asked.source === null) === (stored.source === null) &&
    (asked.mask === null) === (stored.mask === null) &&
    asked.references.length === stored.references.length
  );
}

function missing(pictureId: string): BridgeError {
  return new BridgeError({ kind: 'not_found', message: `There is no picture '${pictureId.slice(0, 100)}'.` });
}
