import type { Picture } from '@fusionbridge/core';
import type { FaultKind } from './sandbox-fault.js';

const HTML = Buffer.from('<!doctype html><title>502 Bad Gateway</title><p>This is no picture.</p>');

/** The bytes that are returned instead of a picture for a fault that changes pictures. */
export async function corrupted(picture: Picture, kind: FaultKind | null): Promise<Buffer> {
  switch (kind) {
    case 'truncated':
      return picture.bytes.subarray(0, Math.floor(picture.bytes.length / 2));
    case 'html':
      return HTML;
    case 'wrong_size':
      return redrawn(picture, { width: Math.max(16, picture.width - 64), height: picture.height });
    case 'black':
    case 'flagged':
      return blackened(picture);
    default:
      return picture.bytes;
  }
}

async function redrawn(picture: Picture, size: { width: number; height: number }): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  return sharp(picture.bytes).resize(size.width, size.height, { fit: 'fill' }).png().toBuffer();
}

async function blackened({ width, height }: Picture): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  return sharp({ create: { width, height, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
}
