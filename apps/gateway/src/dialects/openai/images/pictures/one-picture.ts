import { BridgeError, type Picture } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { filesOf, type FormFile, inlinePicturesOf, PictureReader, sentIn } from '../../../../bodies/index.js';

/** The fields of JSON a picture may stand in, ours and other servers'. */
interface PictureFields {
  readonly image?: unknown;
  readonly image_url?: unknown;
  readonly images?: unknown;
}

/** A picture of a client, as it came and as it is worked on. */
export interface SentPicture {
  /** As the file was sent, with whatever it says of itself. */
  readonly bytes: Buffer;
  readonly picture: Picture;
}

const NEEDED =
  "Missing 'image': send the picture as a file of a multipart form, or in JSON as base64, a data URI or an address.";

/** Reads the one picture that a variation or an upscale is made from: a file of a form, or a text of JSON. */
@Injectable()
export class OnePicture {
  constructor(private readonly reader: PictureReader) {}

  /**
   * @param signal Aborts a download when the client has gone
   * @throws BridgeError `invalid_request` that names the field
   */
  async read(request: Request, signal: AbortSignal): Promise<SentPicture> {
    const sent = onlyOne([...filesOf(request).map(fileIn), ...textsIn(fieldsOf(request.body))]);
    return sentIn('image', "Invalid 'image'", async () => {
      const bytes = await this.reader.bytes(sent, { texts: inlinePicturesOf(request), request, signal });
      return { bytes, picture: await this.reader.normalised(bytes) };
    });
  }
}

function fileIn({ field, bytes }: FormFile): Buffer {
  if (!/^images?(\[\d*\])?$/.test(field)) {
    throw BridgeError.invalid(
      field,
      `Invalid '${field.slice(0, 60)}': this route takes one picture, as 'image'.`,
    );
  }
  return bytes;
}

function fieldsOf(body: unknown): PictureFields {
  return typeof body === 'object' && body !== null ? body : {};
}

/** `image`, `image_url`, or OpenAI's `images: [{image_url}]`. */
function textsIn({ image, image_url: url, images }: PictureFields): string[] {
  const listed: readonly unknown[] = Array.isArray(images) ? images : [images];
  return [image, url, ...listed].flatMap((one) => textOf(one) ?? []);
}

/** null where nothing was sent. */
function textOf(sent: unknown): string | null {
  if (sent === undefined || sent === null || sent === '') {
    return null;
  }
  if (typeof sent === 'string') {
    return sent;
  }
  if (typeof sent === 'object' && ('image_url' in sent || 'url' in sent)) {
    return textOf('image_url' in sent ? sent.image_url : sent.url);
  }
  throw BridgeError.invalid('image', "Invalid 'image': base64, a data URI or an address is needed.");
}

function onlyOne(sent: readonly (string | Buffer)[]): string | Buffer {
  const [first, second] = sent;
  if (first === undefined) {
    throw BridgeError.invalid('image', NEEDED);
  }
  if (second !== undefined) {
    throw BridgeError.invalid('image', `Invalid 'image': one picture is taken, and ${sent.length} came.`);
  }
  return first;
}
