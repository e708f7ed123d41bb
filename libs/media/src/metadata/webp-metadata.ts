import type { Size } from '@fusionbridge/core';
import { webpChunks } from './webp-structure.js';

const EXTENDED = 'VP8X';
/** Bits of the VP8X flags (WebP container specification). */
const HAS_ALPHA = 0x10;
const FLAGS = { EXIF: 0x08, 'XMP ': 0x04 } as const;
const LOSSLESS_ALPHA_BIT = 0x10;

/** In the order in which they are in a file. */
const METADATA_CHUNKS = ['EXIF', 'XMP '] as const;

/** Chunks that say something about the picture, by their four letters. */
type MetadataChunk = keyof typeof FLAGS;

/**
 * Appends the chunks, replacing those of the same type. A simple file becomes an extended one; its frame is unchanged.
 */
export function withWebpMetadata(
  bytes: Buffer,
  size: Size,
  metadata: Readonly<Partial<Record<MetadataChunk, Buffer>>>,
): readonly Buffer[] {
  const added = METADATA_CHUNKS.flatMap((type) => {
    const data = metadata[type];
    return data === undefined ? [] : [{ type, data }];
  });
  const chunks = [...webpChunks(bytes)].filter((chunk) => !added.some(({ type }) => type === chunk.type));
  const extended = chunks.find((chunk) => chunk.type === EXTENDED);
  const header = Buffer.from(extended?.data ?? extendedHeader(size, hasAlpha(bytes)));
  header[0] = added.reduce((flags, { type }) => flags | FLAGS[type], header[0] ?? 0);
  const body = [
    webpChunk(EXTENDED, header),
    ...chunks.filter((chunk) => chunk.type !== EXTENDED).map((chunk) => webpChunk(chunk.type, chunk.data)),
    ...added.map(({ type, data }) => webpChunk(type, data)),
  ];
  const length = body.reduce((sum, piece) => sum + piece.length, 0);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(4 + length, 4);
  return [head, ...body];
}

/** The first chunk of a type. */
export function readWebpMetadata(bytes: Buffer, wanted: MetadataChunk): Buffer | null {
  for (const { type, data } of webpChunks(bytes)) {
    if (type === wanted) {
      return data;
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
