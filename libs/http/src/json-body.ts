import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { formatSize, mediaTypeOf, type Picture } from '@fusionbridge/core';
import { base64Length } from '@fusionbridge/media';
import { bodyOf, type RequestBody } from './request-body.js';

/** Divides by 3, so that chunks of base64 join without padding: 64 KiB of base64 each. */
const CHUNK_BYTES = 49_152;

/**
 * Placeholder in a JSON value for a picture in base64, bare or as a data URI. Streamed in chunks, never built as one
 * string.
 */
export class EmbeddedPicture {
  private readonly marker = randomUUID();
  private readonly prefix: Buffer;

  constructor(
    private readonly picture: Picture,
    as: 'base64' | 'data-uri' = 'base64',
  ) {
    this.prefix = Buffer.from(as === 'base64' ? '' : `data:${mediaTypeOf(picture.format)};base64,`);
  }

  /** Serialises to a marker that `jsonBody` replaces. */
  toJSON(): string {
    return this.marker;
  }

  get byteLength(): number {
    return this.prefix.byteLength + base64Length(this.picture.bytes.byteLength);
  }

  /** Readable form: `<png 512x512>`. */
  get shown(): string {
    return `<${this.picture.format} ${formatSize(this.picture)}>`;
  }

  /** The text in chunks of ASCII bytes. */
  *chunks(): Iterable<Buffer> {
    const { bytes } = this.picture;
    if (this.prefix.byteLength > 0) {
      yield this.prefix;
    }
    for (let start = 0; start < bytes.byteLength; start += CHUNK_BYTES) {
      yield Buffer.from(bytes.toString('base64', start, start + CHUNK_BYTES), 'latin1');
    }
  }
}

/** `value` as a JSON body, pictures streamed into it. */
export function jsonBody(value: unknown): RequestBody {
  const pictures = picturesIn(value);
  if (pictures.length === 0) {
    return bodyOf('application/json', [Buffer.from(JSON.stringify(value))]);
  }
  const pieces = cutAt(JSON.stringify(value), pictures);
  return {
    contentType: 'application/json',
    byteLength: pieces.reduce((sum, piece) => sum + piece.byteLength, 0),
    open: () => Readable.from(chunksOf(pieces), { objectMode: false }),
  };
}

/** `value` in readable form, for logs and previews: pictures as `<png 512x512>`. */
export function shownJson(value: unknown): unknown {
  const text = picturesIn(value).reduce(
    (shown, picture) => shown.replace(picture.toJSON(), picture.shown),
    JSON.stringify(value),
  );
  const parsed: unknown = JSON.parse(text);
  return parsed;
}

/** The pictures in serialisation order. */
function picturesIn(value: unknown): EmbeddedPicture[] {
  if (value instanceof EmbeddedPicture) {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(picturesIn) : [];
}

function cutAt(text: string, pictures: readonly EmbeddedPicture[]): (Buffer | EmbeddedPicture)[] {
  const pieces: (Buffer | EmbeddedPicture)[] = [];
  let rest = text;
  for (const picture of pictures) {
    const at = rest.indexOf(picture.toJSON());
    pieces.push(Buffer.from(rest.slice(0, at)), picture);
    rest = rest.slice(at + picture.toJSON().length);
  }
  return [...pieces, Buffer.from(rest)];
}

function* chunksOf(pieces: readonly (Buffer | EmbeddedPicture)[]): Iterable<Buffer> {
  for (const piece of pieces) {
    if (piece instanceof EmbeddedPicture) {
      yield* piece.chunks();
    } else {
      yield piece;
    }
  }
}
