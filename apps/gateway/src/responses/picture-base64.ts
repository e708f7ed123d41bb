import type { ImageResult, Picture } from '@fusionbridge/core';

/** A picture in the store. */
export type KeptFile = Pick<ImageResult, 'hash' | 'format' | 'byteLength'>;

/** Placeholder for a picture in a JSON response; streamed as base64 from the store or memory, never built as one string. */
export class PictureBase64 {
  constructor(readonly picture: KeptFile | Picture) {}

  /** Length of the picture file in bytes. */
  get byteLength(): number {
    return 'bytes' in this.picture ? this.picture.bytes.length : this.picture.byteLength;
  }
}
