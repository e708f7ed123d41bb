import type { Picture } from '@fusionbridge/core';
import { ImageProcessor, GuardedFetcher } from '@fusionbridge/media';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { OwnPictures } from '../links/index.js';
import type { InlinePictureTexts } from './body-of-request.js';

/** What is at hand while a picture is read. */
export interface ReadingContext {
  /** Where the bytes of base64, of a `data:` URI, or behind what the body reader put in their place are found. */
  readonly texts: InlinePictureTexts;
  /** Whose own pictures are read where an address of the bridge itself is sent. */
  readonly request: Request;
  /** Aborts a download when the client has gone. */
  readonly signal: AbortSignal;
}

const ADDRESS = /^https?:\/\//i;

/** Whether a text says where a picture is, instead of being one. */
export function isPictureAddress(text: string): boolean {
  return ADDRESS.test(text.trim());
}

/**
 * Pictures as clients send them: a file of a form, bare base64, a `data:` URI, or an address: the bridge's own is read
 * from its store, any other is fetched.
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
   * A file as it was sent, its structure checked and nothing decoded; AVIF, GIF and TIFF as PNG.
   * @throws PictureError, FetchError
   */
  async inspected(sent: string | Buffer, context: ReadingContext): Promise<Picture> {
    return this.imageProcessor.opened(await this.bytes(sent, context));
  }

  /**
   * A picture that is upright, of one frame and 8 bits.
   * @throws PictureError, FetchError
   */
  async picture(sent: string | Buffer, context: ReadingContext): Promise<Picture> {
    return this.normalised(await this.bytes(sent, context));
  }

  /**
   * The same of bytes that were read before.
   * @throws PictureError
   */
  normalised(bytes: Buffer): Promise<Picture> {
    return this.imageProcessor.normalise(bytes);
  }
}
