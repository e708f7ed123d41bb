import { crc32 } from 'node:zlib';

/** The type of the box that holds manifests (C2PA specification, section 11.1.4). */
const C2PA_TYPE = Buffer.from('6332706100110010800000aa00389b71', 'hex');
/** The box may be requested by its label. */
const REQUESTABLE = 0x03;
const PNG_HEADER_END = 33;
const JPEG_START_LENGTH = 2;
const APP11 = 0xffeb;
const RIFF_HEADER_LENGTH = 12;

/**
 * A picture as a vendor signs it: with a C2PA manifest where its format keeps it. The box is built as the specification
 * says, its content is not a signature that anybody could verify.
 */
export function withManifest(picture: Buffer, format: 'png' | 'jpeg' | 'webp'): Buffer {
  const manifest = manifestStore();
  switch (format) {
    case 'png':
      return spliced(picture, PNG_HEADER_END, pngChunk('caBX', manifest));
    case 'jpeg':
      return spliced(picture, JPEG_START_LENGTH, jpegSegment(manifest));
    case 'webp':
      return withRiffChunk(picture, 'C2PA', manifest);
  }
}

/** A JUMBF superbox: its description, and a box of content. */
function manifestStore(): Buffer {
  const description = box(
    'jumd',
    Buffer.concat([C2PA_TYPE, Buffer.from([REQUESTABLE]), Buffer.from('c2pa\0', 'latin1')]),
  );
  return box('jumb', Buffer.concat([description, box('cbor', Buffer.from('a0', 'hex'))]));
}

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(head.length + content.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** Identifier, instance and number of the packet, then the box (ISO 19566-5, annex D). */
function jpegSegment(manifest: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(APP11, 0);
  head.writeUInt16BE(head.length - 2 + manifest.length, 2);
  head.write('JP', 4, 'latin1');
  head.writeUInt16BE(1, 6);
  head.writeUInt32BE(1, 8);
  return Buffer.concat([head, manifest]);
}

function withRiffChunk(picture: Buffer, type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(data.length, 4);
  const whole = Buffer.concat([picture, head, data, Buffer.alloc(data.length % 2)]);
  whole.writeUInt32LE(whole.length - 8, RIFF_HEADER_LENGTH - 8);
  return whole;
}

function spliced(picture: Buffer, at: number, piece: Buffer): Buffer {
  return Buffer.concat([picture.subarray(0, at), piece, picture.subarray(at)]);
}
