import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** A response exceeds its size limit. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** Suspends reading of a long body. */
export interface Pause {
  /** Bytes read before the pause. */
  readonly after: number;
  readonly until: () => Promise<void>;
}

/**
 * Passes each chunk of a body to `take` and resolves at its end. Removes its listeners: a keep-alive connection retains
 * its last response, and through a listener everything that `take` references.
 * @param pause Applied once, if the body is longer than `pause.after`. Default: none
 * @throws BodyTooLarge above `maxBytes`, counted after decompression; errors of `take`, `pause` and the connection
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

/** The complete body. Throws as `readChunks` does. */
export async function readBody(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await readChunks(stream, maxBytes, (chunk) => void chunks.push(chunk));
  return Buffer.concat(chunks);
}
