import { finished, type Readable } from 'node:stream';

/** A vendor sent more than it may. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/**
 * Hands a body on as it comes; resolves at its end.
 * @throws BodyTooLarge above `maxBytes`, counted after decompression; what `take` throws; what breaks the connection
 */
export function readChunks(stream: Readable, maxBytes: number, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let length = 0;
    stream.on('data', (data: Buffer | string) => {
      const chunk = Buffer.isBuffer(data) ? data : Buffer.from(data);
      length += chunk.byteLength;
      try {
        if (length > maxBytes) {
          throw new BodyTooLarge();
        }
        take(chunk);
      } catch (error) {
        reject(error);
        stream.destroy();
      }
    });
    finished(stream, { writable: false }, (error) => (error ? reject(error) : resolve()));
  });
}

/** The whole body as bytes; throws as `readChunks` does. */
export async function readBody(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await readChunks(stream, maxBytes, (chunk) => void chunks.push(chunk));
  return Buffer.concat(chunks);
}
