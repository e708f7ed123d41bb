import type { Size } from '@fusionbridge/core';
import { webpChunks } from './webp-structure.js';

const EXIF = 'EXIF';
const EXTENDED = 'VP8X';
/** Bits of the VP8X flags (WebP container specification). */
const HAS_EXIF = 0x08;
const HAS_ALPHA = 0x10;
const LOSSLESS_ALPHA_BIT = 0x10;

/** Puts one EXIF chunk at the end; a simple file becomes an extended one, its frame untouched. */
export function withWebpExif(bytes: Buffer, size: Size, block: Buffer): readonly Buffer[] {
  const chunks = [...webpChunks(bytes)].filter((chunk) => chunk.type !== EXIF);
  const extended = chunks.find((chunk) => chunk.type === EXTENDED);
  const header = Buffer.from(extended?.data ?? extendedHeader(size, hasAlpha(bytes)));
  header[0] = (header[0] ?? 0) | HAS_EXIF;
  const body = [
    webpChunk(EXTENDED, header),
    ...chunks.filter((chunk) => chunk.type !== EXTENDED).map((chunk) => webpChunk(chunk.type, chunk.data)),
    webpChunk(EXIF, block),
  ];
  const length = body.reduce((sum, piece) => sum + piece.length, 0);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(4 + length, 4);
  return [head, ...body];
}

export function readWebpExif(bytes: Buffer): Buffer | null {
  for (const chunk of webpChunks(bytes)) {
    if (chunk.type === EXIF) {
      return chunk.data;
    }
  }
  return null;
}

function extendedHeader(size: Size, alpha: boolean): Buffer {
  const header = Buffer.alloc(10);
  header[0] = alpha ? HAS_ALPHA : 0;
  header.writeUIntLE(size.width - 1, 4, 3);
  header.writeUIntLE(size.height - 1, 7, 3);
  return header;
}

/** Only a lossless frame can have alpha in a simple file. */
function hasAlpha(bytes: Buffer): boolean {
  for (const { type, data } of webpChunks(bytes)) {
    if (type === 'VP8L') {
      return ((data[4] ?? 0) & LOSSLESS_ALPHA_BIT) !== 0;
    }
  }
  return false;
}

function webpChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(8 + data.length + (data.length % 2));
  chunk.write(type, 0, 'latin1');
  chunk.writeUInt32LE(data.length, 4);
  data.copy(chunk, 8);
  return chunk;
}
