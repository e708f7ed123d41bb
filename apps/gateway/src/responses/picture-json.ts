import { Readable } from 'node:stream';
import { BridgeError } from '@fusionbridge/core';
import { base64Length, base64Stream, type PictureStore } from '@fusionbridge/media';
import { type JsonFrame, jsonFrame } from './json-frame.js';
import { wholeOf } from './files/whole-of.js';
import type { KeptFile, PictureBase64 } from './picture-base64.js';

/** Bytes of a picture in memory that are encoded at once. */
const SLICE = 49_152;

/**
 * Serialises a value with pictures as JSON in chunks: pictures are streamed from the disk and never built as one
 * string. Used for whole responses and single events alike.
 */
export class PictureJson {
  private readonly frame: JsonFrame;

  constructor(
    value: unknown,
    private readonly store: PictureStore,
  ) {
    this.frame = jsonFrame(value);
  }

  /** Length in bytes, pictures included. */
  get byteLength(): number {
    const texts = this.frame.texts.reduce((sum, text) => sum + text.length, 0);
    return this.frame.pictures.reduce((sum, { byteLength }) => sum + base64Length(byteLength), texts);
  }

  /** Await this before anything is written. @throws BridgeError `internal` if the file of a picture is gone */
  async check(): Promise<void> {
    const kept = await Promise.all(
      this.frame.pictures.map(async ({ picture }) => 'bytes' in picture || this.isKept(picture)),
    );
    if (kept.includes(false)) {
      throw new BridgeError({
        kind: 'internal',
        message: 'The picture was painted, but its file is no longer there, or no longer whole.',
      });
    }
  }

  /** Yields at the reader's pace. Throws midway if a file ends early. */
  async *pieces(): AsyncGenerator<Buffer, void, undefined> {
    const kept = this.frame.pictures.map(({ picture }) => picture).filter((picture) => 'hash' in picture);
    const reading = this.store.readers.begin(kept.map(({ hash }) => hash));
    try {
      for (const [index, text] of this.frame.texts.entries()) {
        yield text;
        const picture = this.frame.pictures[index];
        if (picture !== undefined) {
          yield* base64Stream(this.sourceOf(picture));
        }
      }
    } finally {
      reading.done();
    }
  }

  private async isKept({ hash, format, byteLength }: KeptFile): Promise<boolean> {
    return this.store.has(hash, format, byteLength);
  }

  private sourceOf({ picture }: PictureBase64): Readable {
    return 'bytes' in picture
      ? Readable.from(slicesOf(picture.bytes), { objectMode: false })
      : wholeOf(this.store.open(picture.hash, picture.format), picture.byteLength);
  }
}

/** Lazy, so that the base64 of all slices is never in memory at once. */
function* slicesOf(bytes: Buffer): Generator<Buffer, void, undefined> {
  for (let start = 0; start < bytes.length; start += SLICE) {
    yield bytes.subarray(start, start + SLICE);
  }
}
