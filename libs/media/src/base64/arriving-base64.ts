import { base64ByteLength, writeBase64 } from './decode-base64.js';

const GROUP = 4;
const PADDING = /={1,2}$/;
/** Characters of the URL-safe alphabet. Once decoded they could not be distinguished from the standard ones. */
const URL_SAFE = [0x2d, 0x5f];

/**
 * Decodes one base64 text as it arrives in pieces, so that it is never in memory as a whole. Strict: refuses anything
 * that could not be restored exactly.
 */
export class ArrivingBase64 {
  private written = 0;
  /** The last 1 to 4 characters: they may be padded. */
  private rest = Buffer.alloc(0);

  /** @param room Receives the bytes, from its beginning */
  constructor(private readonly room: Buffer) {}

  /** False, with nothing decoded, if the piece contains anything but base64 or does not fit. */
  take(piece: Buffer): boolean {
    if (URL_SAFE.some((character) => piece.includes(character))) {
      return false;
    }
    const characters = this.rest.length + piece.length;
    const groups = Math.max(0, Math.ceil(characters / GROUP) - 1);
    const borrowed = groups === 0 ? piece.length : GROUP - this.rest.length;
    const first = Buffer.concat([this.rest, piece.subarray(0, borrowed)]);
    if (groups === 0) {
      this.rest = first;
      return true;
    }
    const end = borrowed + (groups - 1) * GROUP;
    const written = this.decoded([first, piece.subarray(borrowed, end)]);
    if (written === null) {
      return false;
    }
    this.written = written;
    this.rest = Buffer.from(piece.subarray(end));
    return true;
  }

  /** All bytes, after the last piece; null if the base64 is incomplete. */
  end(): Buffer | null {
    const last = this.rest.toString('latin1').replace(PADDING, '');
    const written = last.length === 1 ? null : this.decoded([Buffer.from(last, 'latin1')]);
    return written === null ? null : this.room.subarray(0, written);
  }

  /** The characters accepted so far, as they arrived. */
  text(): Buffer {
    const decoded = this.room.toString('base64', 0, this.written);
    return Buffer.concat([Buffer.from(decoded, 'latin1'), this.rest]);
  }

  /** How many bytes there are then; null when a text is not base64 or too long. */
  private decoded(texts: readonly Buffer[]): number | null {
    let end = this.written;
    for (const text of texts) {
      const length = base64ByteLength(text.length);
      if (end + length > this.room.length || !writeBase64(text, this.room, end)) {
        return null;
      }
      end += length;
    }
    return end;
  }
}
