import type { Readable } from 'node:stream';
import type { ProviderError } from '@fusionbridge/core';
import type { Deadline } from './deadline.js';
import { BodyTooLarge } from './read-body.js';

/** Options for reading a streamed response. */
interface Reading {
  /** Maximum size in bytes, counted after decompression. */
  readonly most: number;
  /** Restarted for each piece, and ended with the response. */
  readonly deadline: Deadline;
  /** Maps a failure to the error to throw. */
  readonly failure: (error: unknown) => ProviderError;
}

/**
 * The pieces of a body, read on demand. Time the consumer takes does not count against the vendor.
 * If the consumer stops early, the body and its connection are destroyed.
 * @throws ProviderError
 */
export async function* piecesOf(
  body: Readable,
  { most, deadline, failure }: Reading,
): AsyncGenerator<Buffer, void, undefined> {
  let length = 0;
  try {
    for await (const data of body) {
      deadline.pause();
      const piece = Buffer.from(data);
      length += piece.byteLength;
      if (length > most) {
        throw new BodyTooLarge();
      }
      yield piece;
      deadline.start();
    }
  } catch (error) {
    throw failure(error);
  } finally {
    deadline.end();
    body.destroy();
  }
}
