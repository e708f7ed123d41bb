import type { Picture } from '@fusionbridge/core';
import { ImageProcessor, GuardedFetcher } from '@fusionbridge/media';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { OwnPictures } from '../links/index.js';
import type { InlinePictureTexts } from './body-of-request.js';

export interface ReadingContext {
  /** Resolves base64 texts, `data:` URIs and the placeholders of the body reader. */
  readonly texts: InlinePictureTexts;
  /** Its caller limits which pictures can be read by an address of the bridge itself. */
  readonly request: Request;
  /** Aborts a download when the client disconnects. */
  readonly signal: AbortSignal;
}

const ADDRESS = /^https?:\/\//i;

/** True if a text is the address of a picture rather than its content. */
export function isPictureAddress(text: string): boolean {
  return ADDRESS.test(text.trim());
}

/**
 * Reads pictures in every form clients send: form files, bare base64, `data:` URIs and addresses. Addresses of the
 * bridge itself are read from its store, all others are fetched.
 */
@Injectable()
export class PictureReader {
  constructor(
    private readonly imageProcessor: ImageProcessor,
    private readonly fetcher: GuardedFetcher,
    private readonly own: OwnPictures,
  ) {}

  /**
   * The bytes as they were sent.
   * @throws PictureError, FetchError
   */
  async bytes(sent: string | Buffer, context: ReadingContext): Promise<Buffer> {
    if (typeof sent !== 'string') {
      return sent;
    }
    const text = sent.trim();
    return isPictureAddress(text) ? this.bytesAt(text, context) : context.texts.bytesOf(text);
  }

  private async bytesAt(address: string, { request, signal }: ReadingContext): Promise<Buffer> {
    const own = await this.own.bytesAt(address, request);
    return own ?? (await this.fetcher.fetch(address, { signal })).bytes;
  }

  /**
   * The file as it was sent, its structure checked but not decoded; AVIF, GIF and TIFF are converted to PNG.
   * @throws PictureError, FetchError
   */
  async inspected(sent: string | Buffer, context: ReadingContext): Promise<Picture> {
    return this.imageProcessor.opened(await this.bytes(sent, context));
  }

  /**
   * The picture normalised: upright, one frame, 8 bits.
   * @throws PictureError, FetchError
   */
  async picture(sent: string | Buffer, context: ReadingContext): Promise<Picture> {
    return this.normalised(await this.bytes(sent, context));
  }

  /**
   * Like `picture`, for bytes that were already read.
   * @throws PictureError
   */
  normalised(bytes: Buffer): Promise<Picture> {
    return this.imageProcessor.normalise(bytes);
  }
}
