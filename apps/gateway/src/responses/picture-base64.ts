import type { ImageResult, Picture } from '@fusionbridge/core';

/** A picture in the store. */
export type KeptFile = Pick<ImageResult, 'hash' | 'format' | 'byteLength'>;

/** Stands in an answer where a picture goes as base64, a kept one or one in memory; its text never exists as a string. */
export class PictureBase64 {
  constructor(readonly picture: KeptFile | Picture) {}

  /** Of the file. */
  get byteLength(): number {
    return 'bytes' in this.picture ? this.picture.bytes.length : this.picture.byteLength;
  }
}
