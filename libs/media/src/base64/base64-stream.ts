import { Readable, Transform, type TransformCallback } from 'node:stream';

/** Three bytes are four characters, so only the last piece may be padded. */
const GROUP = 3;

/** Bytes encoded at a time, a multiple of 3: 64 KiB of base64. */
const PIECE = 49_152;

/** Length in bytes of the base64 text of `byteLength` bytes, padding included. */
export function base64Length(byteLength: number): number {
  return Math.ceil(byteLength / GROUP) * 4;
}

/**
 * Encodes a stream as base64, as ASCII bytes in pieces of at most 64 KiB, with back-pressure. Forwards errors of the
 * source; destroying the result closes the source.
 */
export function base64Stream(source: Readable): Readable {
  const encoder = new Base64Encoder();
  source.once('error', (error) => encoder.destroy(error));
  encoder.once('close', () => source.destroy());
  return source.pipe(encoder);
}

class Base64Encoder extends Transform {
  private rest = Buffer.alloc(0);

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const whole = bytes.length - (bytes.length % GROUP);
    for (let start = 0; start < whole; start += PIECE) {
      this.push(asciiOf(bytes, start, Math.min(start + PIECE, whole)));
    }
    this.rest = Buffer.from(bytes.subarray(whole));
    done();
  }

  override _flush(done: TransformCallback): void {
    done(null, asciiOf(this.rest, 0, this.rest.length));
  }
}

function asciiOf(bytes: Buffer, start: number, end: number): Buffer {
  return Buffer.from(bytes.toString('base64', start, end), 'latin1');
}
