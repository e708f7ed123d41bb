import { BridgeError } from '@fusionbridge/core';
import { FetchError, PictureError } from '@fusionbridge/media';

/**
 * What `read` makes of a picture that a client sent in `field`.
 * @param words In front of the reason, in the words of the dialect
 * @throws BridgeError `invalid_request` that names the field, for a picture that cannot be had or is none
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
