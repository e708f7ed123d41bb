import type { ImageResult } from '@fusionbridge/core';

/** Stands in an answer where a kept picture goes as base64; its text never exists as a string. */
export class PictureBase64 {
  constructor(readonly picture: Pick<ImageResult, 'hash' | 'format' | 'byteLength'>) {}
}
