import type { Picture } from '@fusionbridge/core';
import { Darkroom, GuardedFetcher } from '@fusionbridge/media';
import { Injectable } from '@nestjs/common';
import type { InlinePictureTexts } from './body-of-request.js';

/** What is at hand while a picture is read. */
export interface ReadingContext {
  /** Where the bytes of base64, of a `data:` URI, or behind what the body reader put in their place are found. */
  readonly texts: InlinePictureTexts;
  /** Aborts a download when the client has gone. */
  readonly signal: AbortSignal;
}

const ADDRESS = /^https?:\/\//i;

/** Whether a text says where a picture is, instead of being one. */
export function isPictureAddress(text: string): boolean {
  return ADDRESS.test(text.trim());
}

/** Pictures as clients send them: a file of a form, bare base64, a `data:` URI, or an address that is fetched. */
@Injectable()
export class PictureReader {
  constructor(
    private readonly darkroom: Darkroom,
    private readonly fetcher: GuardedFetcher,
  ) {}

  /**
   * The bytes as they were sent.
   * @throws PictureError, FetchError
   */
  async bytes(sent: string | Buffer, { texts, signal }: ReadingContext): Promise<Buffer> {
    if (typeof sent !== 'string') {
      return sent;
    }
    const text = sent.trim();
    return isPictureAddress(text) ? (await this.fetcher.fetch(text, { signal })).bytes : texts.bytesOf(text);
  }

  /**
   * A file as it was sent, its structure checked and nothing decoded.
   * @throws PictureError, FetchError
   */
  async inspected(sent: string | Buffer, context: ReadingContext): Promise<Picture> {
    return this.darkroom.inspect(await this.bytes(sent, context));
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
    return this.darkroom.normalise(bytes);
  }
}
