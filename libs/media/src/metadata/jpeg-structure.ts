import type { Size } from '@fusionbridge/core';
import { PictureError } from '../picture/picture-error.js';
import { refusePieces } from '../picture/picture-pieces.js';

/** A marker segment; `data` is what follows the length field. */
export interface JpegSegment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
  readonly data: Buffer;
}

export const APP1 = 0xe1;
export const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const PREFIX = 0xff;
const NEAR = 32;
/** SOF0 to SOF15 without DHT (c4), JPG (c8) and DAC (cc). */
const START_OF_FRAME = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf,
]);

/**
 * Every segment from the first to the end-of-image marker, the pixels between them passed over.
 * @throws PictureError `truncated` where the file ends before that marker, `undecodable` if no marker stands or too
 * many do
 */
export function* jpegSegments(bytes: Buffer): Generator<JpegSegment> {
  let start = 2;
  let count = 0;
  while (start + 2 <= bytes.length) {
    const marker = bytes[start + 1] ?? 0;
    if (bytes[start] !== PREFIX) {
      throw new PictureError('undecodable', 'The JPEG picture is damaged.');
    }
    if (marker === END_OF_IMAGE) {
      return;
    }
    if (marker === PREFIX || isStandalone(marker)) {
      start += marker === PREFIX ? 1 : 2;
      continue;
    }
    const end = start + 4 <= bytes.length ? start + 2 + bytes.readUInt16BE(start + 2) : Infinity;
    if (end > bytes.length) {
      break;
    }
    refusePieces('JPEG', count);
    count += 1;
    yield { marker, start, end, data: bytes.subarray(start + 4, end) };
    start = marker === START_OF_SCAN ? afterPixels(bytes, end) : end;
  }
  throw new PictureError('truncated', 'The JPEG picture is truncated.');
}

/** TEM and the restart markers have no length and no data (ITU T.81 table B.1). */
function isStandalone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** Where the next marker stands: among pixels ff is followed by 00 or is a restart marker (ITU T.81 B.1.1.5). */
function afterPixels(bytes: Buffer, from: number): number {
  let prefix = nextPrefix(bytes, from);
  while (prefix !== -1) {
    const marker = bytes[prefix + 1] ?? PREFIX;
    if (marker !== 0x00 && !isStandalone(marker)) {
      return prefix;
    }
    prefix = nextPrefix(bytes, prefix + 2);
  }
  return bytes.length;
}

/** A native search only where none is near: a file of nothing but prefixes would need one for every second byte. */
function nextPrefix(bytes: Buffer, from: number): number {
  const near = from + NEAR;
  for (let at = from; at < near && at < bytes.length; at += 1) {
    if (bytes[at] === PREFIX) {
      return at;
    }
  }
  return bytes.indexOf(PREFIX, near);
}

/** @throws PictureError `truncated` without an end-of-image marker, `undecodable` without a frame or pixels */
export function jpegSize(bytes: Buffer): Size {
  let size: Size | null = null;
  let hasPixels = false;
  for (const { marker, data } of jpegSegments(bytes)) {
    if (START_OF_FRAME.has(marker) && data.length >= 5) {
      size ??= { height: data.readUInt16BE(1), width: data.readUInt16BE(3) };
    }
    hasPixels ||= marker === START_OF_SCAN;
  }
  if (!hasPixels || size === null || size.width === 0 || size.height === 0) {
    throw new PictureError('undecodable', 'The JPEG picture has no pixels.');
  }
  return size;
}
