import type { Picture, PictureFormat, Size } from '@fusionbridge/core';
import { jpegSize } from '../metadata/jpeg-structure.js';
import { PictureError } from './picture-error.js';
import { pngSize } from '../metadata/png-structure.js';
import { type SniffedFormat, sniffFormat } from './sniff-format.js';
import { webpSize } from '../metadata/webp-structure.js';

export interface PictureLimits {
  /** Width × height. */
  readonly maxPixels: number;
}

const SIZE_OF: Record<PictureFormat, (bytes: Buffer) => Size> = {
  png: pngSize,
  jpeg: jpegSize,
  webp: webpSize,
};

/** AVIF and HEIC share a container, and users know the pictures of their phones as HEIC. */
const SHOWN = { gif: 'GIF', avif: 'AVIF or HEIC', tiff: 'TIFF', bmp: 'BMP', svg: 'SVG' } as const;

/**
 * Validates bytes as a `Picture`. Walks the structure of the file (for PNG including checksums) without decoding a
 * pixel, so that a decompression bomb is refused before it expands and a truncated file is detected.
 * @throws PictureError
 */
export function inspectPicture(bytes: Buffer, limits: PictureLimits): Picture {
  const format = sniffFormat(bytes);
  if (format !== 'png' && format !== 'jpeg' && format !== 'webp') {
    throw refusal(format, bytes.length);
  }
  const size = SIZE_OF[format](bytes);
  if (size.width * size.height > limits.maxPixels) {
    throw new PictureError(
      'too_large',
      `The picture has ${size.width}x${size.height} pixels; at most ${limits.maxPixels} are allowed.`,
    );
  }
  return { format, ...size, bytes };
}

function refusal(format: Exclude<SniffedFormat, PictureFormat> | null, length: number): PictureError {
  if (format === null || format === 'html') {
    const seen = format === null ? 'neither PNG, JPEG nor WebP' : 'an HTML page';
    return new PictureError('not_a_picture', `The picture is ${length === 0 ? 'empty' : seen}.`);
  }
  return new PictureError(
    'unsupported',
    `The picture is ${SHOWN[format]}; it cannot be taken as it is. Convert it to PNG, JPEG or WebP.`,
  );
}
