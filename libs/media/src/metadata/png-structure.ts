import { crc32 } from 'node:zlib';
import type { Size } from '@fusionbridge/core';
import { PictureError } from '../picture/picture-error.js';
import { refusePieces } from '../picture/picture-pieces.js';

/** A chunk of a PNG file; `start` and `end` include length, type and checksum. */
export interface PngChunk {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly data: Buffer;
}

const SIGNATURE_LENGTH = 8;
const FRAME_LENGTH = 12;
const HEADER_LENGTH = 13;

/** @throws PictureError `truncated` where a chunk is longer than the file, `undecodable` if there are too many */
export function* pngChunks(bytes: Buffer): Generator<PngChunk> {
  let start = SIGNATURE_LENGTH;
  for (let count = 0; start < bytes.length; count += 1) {
    refusePieces('PNG', count);
    const end =
      start + FRAME_LENGTH <= bytes.length ? start + FRAME_LENGTH + bytes.readUInt32BE(start) : Infinity;
    if (end > bytes.length) {
      throw new PictureError('truncated', 'The PNG picture is truncated.');
    }
    const type = bytes.toString('latin1', start + 4, start + 8);
    yield { type, start, end, data: bytes.subarray(start + 8, end - 4) };
    if (type === 'IEND') {
      return;
    }
    start = end;
  }
}

/**
 * Walks the file to its end.
 * @throws PictureError `truncated`, or `undecodable` if a critical chunk does not match its checksum or the header
 * is not the first chunk
 */
export function pngSize(bytes: Buffer): Size {
  let size: Size | null = null;
  let hasPixels = false;
  let last = '';
  for (const chunk of pngChunks(bytes)) {
    if (isCritical(chunk.type) && !matchesChecksum(bytes, chunk)) {
      throw new PictureError('undecodable', 'The PNG picture is damaged: a checksum does not match.');
    }
    size ??= headerSize(chunk);
    hasPixels ||= chunk.type === 'IDAT';
    last = chunk.type;
  }
  if (size === null || last !== 'IEND' || !hasPixels) {
    throw new PictureError('truncated', 'The PNG picture is truncated.');
  }
  return size;
}

/** Whether it moves (APNG specification, `acTL`); decoders of one frame show the first and do not tell. */
export function isAnimatedPng(bytes: Buffer): boolean {
  for (const { type } of pngChunks(bytes)) {
    if (type === 'acTL' || type === 'IDAT') {
      return type === 'acTL';
    }
  }
  return false;
}

/** IHDR must come first (PNG specification §5.6); text chunks are put behind it on the strength of that. */
function headerSize({ type, data }: PngChunk): Size {
  const size =
    type === 'IHDR' && data.length === HEADER_LENGTH
      ? { width: data.readUInt32BE(0), height: data.readUInt32BE(4) }
      : null;
  if (size === null || size.width === 0 || size.height === 0) {
    throw new PictureError('undecodable', 'The PNG picture does not begin with its size.');
  }
  return size;
}

function matchesChecksum(bytes: Buffer, { start, end }: PngChunk): boolean {
  return crc32(bytes.subarray(start + 4, end - 4)) === bytes.readUInt32BE(end - 4);
}

/** Upper case first letter: decoders must understand it (PNG specification §5.4). */
function isCritical(type: string): boolean {
  return /^[A-Z]/.test(type);
}

/** A whole chunk with its length and checksum. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(FRAME_LENGTH + data.length);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), 8 + data.length);
  return frame;
}
