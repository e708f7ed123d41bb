import { BridgeError } from '@fusionbridge/core';
import { FetchError, PictureError } from '@fusionbridge/media';

/**
 * Reads a picture that a client sent in `field`.
 * @param words Prefix of the error message, in the terms of the dialect
 * @throws BridgeError `invalid_request` that names the field, if the picture cannot be read
 */
export async function sentIn<T>(field: string, words: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof PictureError || cause instanceof FetchError) {
      throw new BridgeError({
        kind: 'invalid_request',
        field,
        message: `${words}: ${cause.message}`,
        cause,
      });
    }
    throw cause;
  }
}
