import type { Size } from '@fusionbridge/core';
import { PictureError } from '../picture/picture-error.js';
import { refusePieces } from '../picture/picture-pieces.js';

/** A RIFF chunk; `end` includes the padding byte. */
export interface WebpChunk {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly data: Buffer;
}

const HEADER_LENGTH = 12;
const LOSSY_SIGNATURE = 0x9d012a;
const LOSSLESS_SIGNATURE = 0x2f;

/** @throws PictureError `truncated` where the file is shorter than it says, `undecodable` if it has too many chunks */
export function* webpChunks(bytes: Buffer): Generator<WebpChunk> {
  const fileEnd = bytes.length >= HEADER_LENGTH ? 8 + bytes.readUInt32LE(4) : Infinity;
  if (fileEnd > bytes.length) {
    throw new PictureError('truncated', 'The WebP picture is truncated.');
  }
  let start = HEADER_LENGTH;
  for (let count = 0; start + 8 <= fileEnd; count += 1) {
    refusePieces('WebP', count);
    const length = bytes.readUInt32LE(start + 4);
    const end = start + 8 + length + (length % 2);
    if (start + 8 + length > fileEnd) {
      throw new PictureError('truncated', 'The WebP picture is truncated.');
    }
    yield {
      type: bytes.toString('latin1', start, start + 4),
      start,
      end: Math.min(end, fileEnd),
      data: bytes.subarray(start + 8, start + 8 + length),
    };
    start = end;
  }
}

/**
 * The canvas of an extended file, else the size of the frame.
 * @throws PictureError `truncated`, or `undecodable` without a frame, or with one that the canvas does not hold: only the
 * canvas is held against the pixel bound
 */
export function webpSize(bytes: Buffer): Size {
  let canvas: Size | null = null;
  let frame: Size | null = null;
  for (const { type, data } of webpChunks(bytes)) {
    canvas ??= type === 'VP8X' && data.length >= 10 ? sizeLessOne(data, 4) : null;
    frame = larger(frame, frameSize(type, data));
  }
  if (frame === null || frame.width === 0 || frame.height === 0) {
    throw new PictureError('undecodable', 'The WebP picture has no frame.');
  }
  if (canvas !== null && (frame.width > canvas.width || frame.height > canvas.height)) {
    throw new PictureError('undecodable', 'The WebP picture is damaged: its frame is larger than itself.');
  }
  return canvas ?? frame;
}

function larger(a: Size | null, b: Size | null): Size | null {
  return a === null || b === null
    ? (a ?? b)
    : { width: Math.max(a.width, b.width), height: Math.max(a.height, b.height) };
}

/** 24-bit width and height, less one (WebP container specification, VP8X and ANMF). */
function sizeLessOne(data: Buffer, at: number): Size {
  return { width: data.readUIntLE(at, 3) + 1, height: data.readUIntLE(at + 3, 3) + 1 };
}

/** The size in the head of a frame, its signature checked (RFC 6386 §9.1, WebP lossless specification §3). */
function frameSize(type: string, data: Buffer): Size | null {
  if (type === 'VP8 ' && data.length >= 10 && data.readUIntBE(3, 3) === LOSSY_SIGNATURE) {
    return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
  }
  if (type === 'VP8L' && data.length >= 5 && data[0] === LOSSLESS_SIGNATURE) {
    const bits = data.readUInt32LE(1);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return type === 'ANMF' && data.length >= 16 ? sizeLessOne(data, 6) : null;
}
