import { hasMoreBlanks, isBlank } from './blanks.js';
import { PictureError } from '../picture/picture-error.js';

/**
 * Characters decoded at a time, a multiple of 4. Strings of this size are collected cheaply; one for a whole picture
 * would stay in memory until the next full garbage collection.
 */
const PIECE = 65_536;

/** `data:image/png;base64,` and the like, printable ASCII as everything in an address. */
const HEAD = /^data:[\x21-\x7e]*?,/i;
const LONGEST_HEAD = 256;

const PADDING = 0x3d;

/**
 * Decodes a bare base64 text or a `data:` URI. Accepts line breaks, blanks, the URL-safe alphabet and missing padding.
 * @throws PictureError `not_a_picture`
 */
export function decodeBase64(text: string): Buffer {
  const bytes = base64Bytes(Buffer.from(text, 'utf8'));
  if (bytes === null || bytes.length === 0) {
    throw new PictureError('not_a_picture', 'The picture is not base64. Send bare base64 or a data: URI.');
  }
  return bytes;
}

/** Like `decodeBase64`, for ASCII bytes; null if any character is not base64. */
export function base64Bytes(text: Buffer): Buffer | null {
  const body = withoutPadding(text.subarray(dataHeadOf(text)));
  // Blanks are rare, and looking for them costs more than decoding.
  return decoded(body) ?? (hasMoreBlanks(body, 0) ? decoded(withoutBlanks(body)) : null);
}

/** Length in bytes of a prefix such as `data:image/png;base64,`; 0 if there is none. */
export function dataHeadOf(text: Buffer): number {
  const [head = ''] = HEAD.exec(text.toString('latin1', 0, LONGEST_HEAD)) ?? [];
  return head.length;
}

function withoutPadding(text: Buffer): Buffer {
  let end = text.length;
  while (end > 0 && isBlank(text[end - 1] ?? 0)) {
    end -= 1;
  }
  const most = end - 2;
  while (end > 0 && end > most && text[end - 1] === PADDING) {
    end -= 1;
  }
  return text.subarray(0, end);
}

function withoutBlanks(text: Buffer): Buffer {
  const kept = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at] ?? 0;
    if (!isBlank(byte)) {
      kept[length] = byte;
      length += 1;
    }
  }
  return kept.subarray(0, length);
}

function decoded(text: Buffer): Buffer | null {
  if (text.length % 4 === 1) {
    return null;
  }
  const bytes = Buffer.allocUnsafeSlow(base64ByteLength(text.length));
  return writeBase64(text, bytes, 0) ? bytes : null;
}

/**
 * Decodes into `target` from `at` on; false when any character is not base64, of either alphabet. Node skips such
 * characters: fewer bytes than there should be give them away.
 */
export function writeBase64(text: Buffer, target: Buffer, at: number): boolean {
  let written = at;
  for (let start = 0; start < text.length; start += PIECE) {
    const piece = text.toString('latin1', start, start + PIECE);
    const length = target.write(piece, written, 'base64');
    if (length !== base64ByteLength(piece.length)) {
      return false;
    }
    written += length;
  }
  return true;
}

/** Number of bytes in `characters` without padding. */
export function base64ByteLength(characters: number): number {
  return Math.floor((characters * 3) / 4);
}
