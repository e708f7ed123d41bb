import type { ImageRequest, Mask, Operation, Picture, Plan } from '@fusionbridge/core';
import { ImageProcessor, PictureStore } from '@fusionbridge/media';
import type { PictureRef, StoredPlan, StoredRequest } from '@fusionbridge/persistence';
import { Injectable, Logger } from '@nestjs/common';
import { PictureHolds } from './picture-holds.js';

/**
 * Saves the pictures of a request to the picture store, references them in the record, and loads them back.
 * Masks are kept as PNG.
 */
@Injectable()
export class PictureFiling {
  private readonly logger = new Logger(PictureFiling.name);
  /** All candidates of a plan share the same pictures: each is hashed and written once. */
  private readonly filed = new WeakMap<Picture | Mask, Promise<PictureRef>>();

  constructor(
    private readonly store: PictureStore,
    private readonly holds: PictureHolds,
    private readonly imageProcessor: ImageProcessor,
  ) {}

  /** The files stay for the job until `PictureHolds.release`. */
  async fileRequest<O extends Operation>(jobId: string, request: ImageRequest<O>): Promise<StoredRequest<O>> {
    const { source, mask, references } = request;
    if (source === null && mask === null && references.length === 0) {
      return { ...request, source, mask, references: [] };
    }
    return {
      ...request,
      source: source === null ? null : await this.file(jobId, source),
      mask: mask === null ? null : await this.file(jobId, mask),
      references: await Promise.all(references.map((picture) => this.file(jobId, picture))),
    };
  }

  async filePlan(jobId: string, plan: Plan): Promise<StoredPlan> {
    const candidates = plan.candidates.map(async (candidate) => ({
      ...candidate,
      request: await this.fileRequest(jobId, candidate.request),
    }));
    return { ...plan, candidates: await Promise.all(candidates) };
  }

  /** Omits pictures whose file no longer exists: the record of a job may outlive its inputs. */
  async fetchRequest<O extends Operation>(stored: StoredRequest<O>): Promise<ImageRequest<O>> {
    const { source, mask, references } = stored;
    if (source === null && mask === null && references.length === 0) {
      return { ...stored, source, mask, references: [] };
    }
    const fetched = await Promise.all(references.map((ref) => this.fetch(ref)));
    return {
      ...stored,
      source: source === null ? null : await this.fetch(source),
      mask: mask === null ? null : await this.fetchMask(mask),
      references: fetched.filter((picture) => picture !== null),
    };
  }

  async fetchPlan(stored: StoredPlan): Promise<Plan> {
    const candidates = stored.candidates.map(async (candidate) => ({
      ...candidate,
      request: await this.fetchRequest(candidate.request),
    }));
    return { ...stored, candidates: await Promise.all(candidates) };
  }

  private async file(jobId: string, picture: Picture | Mask): Promise<PictureRef> {
    const known = this.filed.get(picture);
    if (known !== undefined) {
      const ref = await known;
      this.holds.hold(jobId, ref.hash);
      return ref;
    }
    const filing = this.keep(jobId, picture);
    this.filed.set(picture, filing);
    // Do not remember the failure: a full disk is temporary.
    filing.catch(() => this.filed.delete(picture));
    return filing;
  }

  private async keep(jobId: string, given: Picture | Mask): Promise<PictureRef> {
    const picture = 'pixels' in given ? await this.imageProcessor.maskToPng(given) : given;
    const { hash } = await this.holds.keep(jobId, picture);
    return { hash, format: picture.format, width: picture.width, height: picture.height };
  }

  private async fetch(ref: PictureRef): Promise<Picture | null> {
    const { hash, format, width, height } = ref;
    try {
      return { format, width, height, bytes: await this.store.read(hash, format) };
    } catch {
      this.logger.warn(
        `The ${format} ${hash.slice(0, 12)} that a job was made from is no longer in the store.`,
      );
      return null;
    }
  }

  private async fetchMask(ref: PictureRef): Promise<Mask | null> {
    const picture = await this.fetch(ref);
    return picture === null ? null : this.imageProcessor.maskFrom(picture, 'white', ref);
  }
}
