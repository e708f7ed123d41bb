import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** A vendor sent more than it may. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** When the reading of a long body has to wait, and for what. */
export interface Pause {
  /** Bytes that may come before. */
  readonly after: number;
  readonly until: () => Promise<void>;
}

/**
 * Hands a body on as it comes; resolves at its end. Leaves nothing on the stream: a kept connection holds on to its last
 * answer, and would to everything `take` knows.
 * @param pause Once, where the body is longer; none unless given
 * @throws BodyTooLarge above `maxBytes`, counted after decompression; what `take` or `pause` throws; what breaks the
 * connection
 */
export async function readChunks(
  stream: Readable,
  maxBytes: number,
  take: (chunk: Buffer) => void,
  pause: Pause | null = null,
): Promise<void> {
  let length = 0;
  let isLong = false;
  const fail = (error: unknown): void => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  };
  const onData = (data: Buffer | string): void => {
    const chunk = Buffer.isBuffer(data) ? data : Buffer.from(data);
    length += chunk.byteLength;
    try {
      if (length > maxBytes) {
        throw new BodyTooLarge();
      }
      take(chunk);
      if (pause !== null && length > pause.after && !isLong) {
        isLong = true;
        stream.pause();
        pause.until().then(() => stream.resume(), fail);
      }
    } catch (error) {
      fail(error);
    }
  };
  stream.on('data', onData);
  try {
    await finished(stream, { writable: false, cleanup: true });
  } finally {
    stream.off('data', onData);
  }
}

/** The whole body as bytes; throws as `readChunks` does. */
export async function readBody(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await readChunks(stream, maxBytes, (chunk) => void chunks.push(chunk));
  return Buffer.concat(chunks);
}
