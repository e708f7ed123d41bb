import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { PNG_HEAD, pngChunk } from './png-bytes.js';

const MEBIBYTE = 1024 * 1024;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const END = pngChunk('IEND', Buffer.alloc(0));

/** Orange at the left and blue at the right, 64x32: turned pictures and wrong colours show. */
export function halves(): Sharp {
  const left = { create: { width: 32, height: 32, channels: 3 as const, background: '#f08020' } };
  return sharp({ create: { width: 64, height: 32, channels: 3, background: '#2040c0' } }).composite([
    { input: left, left: 0, top: 0 },
  ]);
}

/** A PNG of any header over any compressed pixels. */
export function pngOf(
  width: number,
  height: number,
  pixels: Buffer,
  { depth = 8, colours = 0 } = {},
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colours, 0, 0, 0], 8);
  return Buffer.concat([SIGNATURE, pngChunk('IHDR', header), pngChunk('IDAT', pixels), END]);
}

/** A PNG with chunks behind its header. */
export function withChunks(png: Buffer, ...chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([png.subarray(0, PNG_HEAD), ...chunks, png.subarray(PNG_HEAD)]);
}

/** Zeroes that unfold to a thousand times their size. */
export function zeroes(mebibytes: number): Buffer {
  return deflateSync(Buffer.alloc(mebibytes * MEBIBYTE), { level: 9 });
}

/** Text chunks of a few kilobytes each that unfold to megabytes. */
export function textBombs(count: number): Buffer[] {
  const bomb = zeroes(4).subarray();
  return Array.from({ length: count }, (_, at) =>
    pngChunk('zTXt', Buffer.concat([Buffer.from(`k${at}\0\0`, 'latin1'), bomb])),
  );
}

/** A PNG that moves: the head of an animation and a second frame, which decoders of one frame pass over. */
export async function animatedPng(): Promise<Buffer> {
  const control = Buffer.alloc(8);
  control.writeUInt32BE(2, 0);
  const frame = Buffer.alloc(26);
  frame.writeUInt32BE(64, 4);
  frame.writeUInt32BE(32, 8);
  const png = await halves().png().toBuffer();
  return withChunks(png, pngChunk('acTL', control), pngChunk('fcTL', frame));
}

/** Two frames: the halves, and black. */
export async function animated(format: 'gif' | 'webp'): Promise<Buffer> {
  const first = await halves().removeAlpha().raw().toBuffer();
  const pixels = Buffer.concat([first, Buffer.alloc(first.length)]);
  return sharp(pixels, { raw: { width: 64, height: 64, channels: 3, pageHeight: 32 } })
    .toFormat(format, { delay: [100, 100] })
    .toBuffer();
}

/** A ZIP with nothing in it. */
export const ZIP = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

export const SVG = Buffer.from(
  `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="64" height="64">
<image xlink:href="http://127.0.0.1:1/secret.png" width="64" height="64"/><text>&x;</text></svg>`,
);

export const HTML = Buffer.from('<!doctype html><html><script>alert(1)</script></html>');

/** A GIF to a browser, and a program to a script tag. */
export const GIF_PROGRAM = Buffer.from('GIF89a/*\x01\x00\x01\x00\x00\x00\x00*/=1;alert(1)//', 'latin1');

export const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
