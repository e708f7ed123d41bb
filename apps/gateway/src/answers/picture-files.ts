import { pipeline } from 'node:stream/promises';
import { BridgeError, type ImageResult, mediaTypeOf } from '@fusionbridge/core';
import { PictureStore } from '@fusionbridge/media';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { logFailure } from './failure-log.js';

/** A picture never changes under its name. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Hands kept pictures out as the files they are. */
@Injectable()
export class PictureFiles {
  constructor(private readonly store: PictureStore) {}

  /** @throws BridgeError `not_found`, before anything is written, when the file is gone */
  async send(picture: ImageResult, request: Request, response: Response): Promise<void> {
    const { hash, format, byteLength } = picture;
    if (!(await this.store.has(hash, format))) {
      throw new BridgeError({ kind: 'not_found', message: 'The file of this picture is no longer there.' });
    }
    const etag = `"${hash}"`;
    response.set({
      'content-type': mediaTypeOf(format),
      'cache-control': FOR_EVER,
      'x-content-type-options': 'nosniff',
      etag,
    });
    if (request.headers['if-none-match'] === etag) {
      response.status(304).end();
      return;
    }
    response.setHeader('content-length', byteLength);
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    await this.stream(picture, response);
  }

  /** A client that goes away in the middle is no failure of ours; a disk that breaks is, and the socket is cut. */
  private async stream({ hash, format }: ImageResult, response: Response): Promise<void> {
    let left = false;
    response.once('close', () => (left = !response.writableFinished));
    try {
      await pipeline(this.store.open(hash, format), response);
    } catch (error) {
      if (!left) {
        logFailure(error);
      }
    }
  }
}
