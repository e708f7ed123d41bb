import type { PictureFormat } from '@fusionbridge/core';

/** Formats known by their first bytes: those of a `Picture`, those that can be converted, and those refused by name. */
export type SniffedFormat = PictureFormat | 'gif' | 'avif' | 'tiff' | 'bmp' | 'svg' | 'html';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const TEXT_SAMPLE = 512;

/** Detects the format by magic bytes alone; file names and declared types are ignored. */
export function sniffFormat(bytes: Buffer): SniffedFormat | null {
  if (bytes.subarray(0, 8).equals(PNG)) {
    return 'png';
  }
  if (bytes.subarray(0, 3).equals(JPEG)) {
    return 'jpeg';
  }
  return sniffContainer(bytes) ?? sniffText(bytes);
}

/** `RIFF` alone would let any RIFF file through. */
function sniffContainer(bytes: Buffer): SniffedFormat | null {
  const at = (from: number, to: number): string => bytes.toString('latin1', from, to);
  if (at(0, 4) === 'RIFF' && at(8, 12) === 'WEBP') {
    return 'webp';
  }
  if (at(0, 4) === 'GIF8') {
    return 'gif';
  }
  if (/^(II\*\0|MM\0\*)/.test(at(0, 4))) {
    return 'tiff';
  }
  // Two letters alone could begin any text; four reserved bytes of a bitmap are zero.
  if (at(0, 2) === 'BM' && at(6, 10) === '\0\0\0\0') {
    return 'bmp';
  }
  return at(4, 8) === 'ftyp' && /^(avif|avis|heic|mif1)/.test(at(8, 12)) ? 'avif' : null;
}

function sniffText(bytes: Buffer): SniffedFormat | null {
  const head = bytes
    .toString('utf8', 0, TEXT_SAMPLE)
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase();
  if (/^(<!doctype html|<html|<head|<body|<title)/.test(head)) {
    return 'html';
  }
  return /^(<\?xml|<!--|<!doctype svg|<svg)/.test(head) && head.includes('<svg') ? 'svg' : null;
}
