/** Raster formats the bridge reads and writes. The value is the subtype of the media type. */
export type PictureFormat = 'png' | 'jpeg' | 'webp';

export const PICTURE_FORMATS: readonly PictureFormat[] = ['png', 'jpeg', 'webp'];

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A picture whose bytes were checked at the border: magic bytes match `format`, the file is structurally whole
 * and `width` × `height` is within the configured bound.
 */
export interface Picture extends Size {
  readonly format: PictureFormat;
  readonly bytes: Buffer;
}

/** Inside the bridge always: one channel, one byte a pixel, row by row; 255 = repaint, 0 = keep. */
export interface Mask extends Size {
  readonly pixels: Buffer;
}

/** `image/png`, `image/jpeg` or `image/webp`. */
export function mediaTypeOf(format: PictureFormat): string {
  return `image/${format}`;
}

/** File name extension without the dot; clients such as LibreChat take the file type from it. */
export function extensionOf(format: PictureFormat): string {
  return format === 'jpeg' ? 'jpg' : format;
}

/** `1024x768`, as used by the OpenAI dialect and in messages. */
export function formatSize(size: Size): string {
  return `${size.width}x${size.height}`;
}
