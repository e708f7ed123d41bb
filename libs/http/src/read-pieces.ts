import type { Readable } from 'node:stream';
import type { ProviderError } from '@fusionbridge/core';
import type { Deadline } from './deadline.js';
import { BodyTooLarge } from './read-body.js';

/** How an open answer is read. */
interface Reading {
  /** Bytes, counted after decompression. */
  readonly most: number;
  /** Starts anew with each piece, and ends with the answer. */
  readonly deadline: Deadline;
  /** What to throw for whatever breaks it. */
  readonly failure: (error: unknown) => ProviderError;
}

/**
 * The pieces of a body as they are asked for. The time in which the reader is busy does not count against the vendor.
 * A reader that stops early destroys the body, and with it the connection.
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
