import { BridgeError, type Picture } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import {
  filesOf,
  type FormFile,
  inlinePicturesOf,
  isBlank,
  PictureReader,
  sentIn,
} from '../../../bodies/index.js';
import { IMAGE_FIELDS, MASK_FIELDS, stemOf } from '../requests/picture-fields.js';

/** A client's picture, as sent and normalised. */
export interface SentPicture {
  /** The file as it was sent, with its metadata. */
  readonly bytes: Buffer;
  readonly picture: Picture;
}

const NEEDED =
  "Missing 'image': send the picture as a file of a multipart form, or in JSON as base64, a data URI or an address.";

/** Reads the one picture of a variation or an upscale: a form file, or a text in JSON. */
@Injectable()
export class OnePicture {
  constructor(private readonly reader: PictureReader) {}

  /**
   * @param signal Aborts a download when the client disconnects
   * @throws BridgeError `invalid_request` that names the field
   */
  async read(request: Request, signal: AbortSignal): Promise<SentPicture> {
    const sent = onlyOne([...filesOf(request).map(fileIn), ...textsIn(request.body)]);
    return sentIn('image', "Invalid 'image'", async () => {
      const bytes = await this.reader.bytes(sent, { texts: inlinePicturesOf(request), request, signal });
      return { bytes, picture: await this.reader.normalised(bytes) };
    });
  }
}

function fileIn({ field, bytes }: FormFile): Buffer {
  if (!IMAGE_FIELDS.includes(stemOf(field))) {
    throw noPlaceFor(field);
  }
  return bytes;
}

/**
 * Reads `image`, `image_url`, or OpenAI's `images: [{image_url}]`.
 * @throws BridgeError `invalid_request` for a mask, which is never ignored
 */
function textsIn(body: unknown): string[] {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const given = new Map<string, unknown>(fields.filter(([, content]) => !isBlank(content)));
  const mask = MASK_FIELDS.find((field) => given.has(field));
  if (mask !== undefined) {
    throw noPlaceFor(mask);
  }
  return IMAGE_FIELDS.flatMap((field) => [given.get(field)].flat()).flatMap((one) => textOf(one) ?? []);
}

function noPlaceFor(field: string): BridgeError {
  return BridgeError.invalid(
    field,
    `Invalid '${field.slice(0, 60)}': this route takes one picture, as 'image'.`,
  );
}

/** null if nothing was sent. */
function textOf(sent: unknown): string | null {
  if (isBlank(sent)) {
    return null;
  }
  if (typeof sent === 'string') {
    return sent;
  }
  if (typeof sent === 'object' && sent !== null && ('image_url' in sent || 'url' in sent)) {
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
