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

/** A page of a caller's pictures, newest first. */
export interface GalleryPage {
  readonly entries: readonly GalleryEntry[];
  /** True if older ones follow. */
  readonly hasMore: boolean;
}

/** A stored picture and the job that created it. */
export interface PictureRecord {
  readonly picture: GalleryEntry;
  readonly job: StoredJob;
}

/** Lists, describes and deletes a caller's pictures. Callers never see each other's pictures. */
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

  /** The caller's own picture with this id; null if there is none. */
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
   * Deletes the picture, and its file unless it is still referenced.
   * @throws BridgeError `not_found`, also for another caller's picture and for one that was just deleted
   */
  async remove(pictureId: string, caller: Caller): Promise<void> {
    const picture = await this.entries.find(pictureId, caller.id);
    if (picture === null || (await this.removal.remove([picture])) === 0) {
      throw missing(pictureId);
    }
  }

  /**
   * The request that created the picture, reduced to this one picture and its seed.
   * @throws BridgeError `not_found`, also if one of its input pictures no longer exists
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
