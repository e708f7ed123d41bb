import { Readable } from 'node:stream';
import { BridgeError, type ImageResult } from '@fusionbridge/core';
import {
  InheritedPictures,
  type PictureLink,
  PictureStore,
  type Thumbnail,
  Thumbnails,
} from '@fusionbridge/media';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { logFailure } from './failure-log.js';
import { sendFile, sendUnchanged } from './files/send-file.js';

/** Serves kept pictures as they are, or scaled down. */
@Injectable()
export class PictureFiles {
  constructor(
    private readonly store: PictureStore,
    private readonly thumbnails: Thumbnails,
    private readonly inherited: InheritedPictures,
  ) {}

  /** Sends a picture that FastFusion kept under this name. @returns whether it exists */
  async sendInherited(name: string, request: Request, response: Response): Promise<boolean> {
    const picture = await this.inherited.find(name);
    if (picture === null) {
      return false;
    }
    const etag = `"${picture.stamp}"`;
    if (!sendUnchanged(etag, request, response)) {
      await sendFile({ ...picture, etag }, request, response);
    }
    return true;
  }

  /**
   * @throws BridgeError `not_found`, before anything is written, if the file is gone; `unavailable` if the store cannot
   * be reached
   */
  async send(picture: ImageResult, request: Request, response: Response): Promise<void> {
    const { hash, format, byteLength } = picture;
    await this.checkFile(picture);
    const etag = `"${hash}"`;
    if (sendUnchanged(etag, request, response)) {
      return;
    }
    const link = request.method === 'GET' ? await this.store.link(hash, format) : null;
    if (link !== null) {
      redirect(response, link);
      return;
    }
    const open = this.store.open.bind(this.store, hash, format);
    await sendFile({ format, etag, byteLength, open }, request, response);
  }

  /**
   * Sends the picture scaled to about `width`, as WebP to clients that accept it, or the picture itself if it is no
   * wider.
   * @throws BridgeError `not_found`, before anything is written, if the file is gone
   */
  async sendSmall(picture: ImageResult, width: number, request: Request, response: Response): Promise<void> {
    const format = request.accepts().includes('image/webp') ? 'webp' : picture.format;
    const small = this.thumbnails.fitting(picture, width, format);
    if (small === null) {
      await this.send(picture, request, response);
      return;
    }
    response.vary('Accept');
    const etag = `"${small.name}"`;
    if (sendUnchanged(etag, request, response)) {
      return;
    }
    const bytes = (await this.thumbnails.kept(small)) ?? (await this.madeSmall(small));
    await sendFile(
      {
        format,
        etag,
        byteLength: bytes.length,
        open: ({ start, end } = { start: 0, end: bytes.length - 1 }) =>
          Readable.from([bytes.subarray(start, end + 1)]),
      },
      request,
      response,
    );
  }

  private async madeSmall(small: Thumbnail): Promise<Buffer> {
    await this.checkFile(small.of);
    return this.thumbnails.make(small);
  }

  private async checkFile({ hash, format, byteLength }: ImageResult): Promise<void> {
    const isThere = await this.store.has(hash, format, byteLength).catch((cause: unknown) => {
      logFailure(cause);
      throw new BridgeError({ kind: 'unavailable', message: 'The picture store does not answer.', cause });
    });
    if (!isThere) {
      throw new BridgeError({
        kind: 'not_found',
        message: 'The file of this picture is no longer there, or no longer whole.',
      });
    }
  }
}

/**
 * Cached for half of the link's lifetime, so that the client never follows an expired one. The body is not the picture.
 */
function redirect(response: Response, { address, lastsSeconds }: PictureLink): void {
  response.removeHeader('etag');
  response.setHeader('cache-control', `private, max-age=${Math.floor(lastsSeconds / 2)}`);
  response.setHeader('location', address);
  response.status(302).end();
}
