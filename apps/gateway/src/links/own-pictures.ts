import type { ImageResult } from '@fusionbridge/core';
import { Gallery } from '@fusionbridge/jobs';
import { FetchError, PictureStore } from '@fusionbridge/media';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { contextOf } from '../request-context/index.js';
import { Links } from './links.js';
import { pictureIdIn } from './picture-path.js';

/** Reads kept pictures for clients that send one of the bridge's own addresses, without a network request. */
@Injectable()
export class OwnPictures {
  constructor(
    private readonly links: Links,
    private readonly gallery: Gallery,
    private readonly store: PictureStore,
  ) {}

  /**
   * The file at one of our addresses; null for any other address.
   * @throws FetchError `gone` if this caller has no such picture
   */
  async bytesAt(address: string, request: Request): Promise<Buffer | null> {
    const path = this.links.pathAt(address, request);
    if (path === null) {
      return null;
    }
    const picture = await this.pictureAt(path, request);
    if (picture === null) {
      throw new FetchError('gone', 'The bridge has no picture of yours at its own address.');
    }
    return this.store.read(picture.hash, picture.format);
  }

  private async pictureAt(path: string, request: Request): Promise<ImageResult | null> {
    const id = idIn(path);
    const record = id === null ? null : await this.gallery.find(id, contextOf(request).caller);
    const isThere = record !== null && (await this.store.has(record.hash, record.format));
    return isThere ? record : null;
  }
}

function idIn(path: string): string | null {
  const name = /^\/v1\/images\/data\/([\da-f]{32})(?:\.\w+)?$/.exec(path)?.[1];
  return name ?? pictureIdIn(/^\/uploads\/images\/[^/]+\/([^/]+)$/.exec(path)?.[1] ?? '');
}
