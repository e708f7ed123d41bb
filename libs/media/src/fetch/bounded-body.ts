import type { Readable } from 'node:stream';
import type { AxiosResponse } from 'axios';
import { FetchError } from './fetch-error.js';

/**
 * Reads a whole body of at most `most` bytes. Counts the received bytes, because `content-length` can be too small; one
 * that is too large is refused at once. `host` is for messages.
 * @throws FetchError `too_large`, or `failed` if the connection breaks
 */
export async function boundedBody(
  { data: body, headers }: AxiosResponse<Readable>,
  most: number,
  host: string,
): Promise<Buffer> {
  const tooLarge = new FetchError('too_large', `${host} sends more than ${most} bytes.`);
  const pieces: Buffer[] = [];
  let length = Number(headers['content-length']) > most ? Infinity : 0;
  try {
    if (length > most) {
      throw tooLarge;
    }
    for await (const piece of body) {
      const bytes = piece instanceof Uint8Array ? piece : Buffer.from(String(piece));
      length += bytes.length;
      if (length > most) {
        throw tooLarge;
      }
      pieces.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    }
  } catch (cause) {
    throw cause === tooLarge ? tooLarge : new FetchError('failed', `${host} broke off.`, { cause });
  } finally {
    body.destroy();
  }
  return Buffer.concat(pieces);
}
