import { randomUUID } from 'node:crypto';
import { PictureBase64 } from './picture-base64.js';

/** A JSON text with gaps for pictures: `texts[0] picture[0] texts[1] …`, one text more than pictures. */
export interface JsonFrame {
  readonly texts: readonly Buffer[];
  readonly pictures: readonly PictureBase64[];
}

/** The JSON of `value`, split at each `PictureBase64`. */
export function jsonFrame(value: unknown): JsonFrame {
  const pictures: PictureBase64[] = [];
  const gap = randomUUID();
  const json = JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof PictureBase64) {
      pictures.push(part);
      return gap;
    }
    return part;
  });
  return { texts: json.split(gap).map((text) => Buffer.from(text)), pictures };
}
