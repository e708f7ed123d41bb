const DATA_URI = /^data:image\/(?:png|jpeg|webp);base64,/;

/** The bytes of a picture given as a data URI; null where it is none. */
export function bytesOfDataUri(text: unknown): Buffer | null {
  return typeof text === 'string' && DATA_URI.test(text)
    ? Buffer.from(text.replace(DATA_URI, ''), 'base64')
    : null;
}
