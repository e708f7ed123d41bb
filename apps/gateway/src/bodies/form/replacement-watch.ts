const REPLACEMENT = '\uFFFD';
const WRITTEN = Buffer.from(REPLACEMENT);

/**
 * Tells a replacement character that a client has written from those that decoding puts in place of bytes that are no
 * UTF-8: the form parser decodes, and does not say.
 */
export class ReplacementWatch {
  private isWritten = false;
  private tail = Buffer.alloc(0);

  /** The next bytes of the form. */
  see(piece: Buffer): void {
    if (this.isWritten) {
      return;
    }
    const seam = Buffer.concat([this.tail, piece.subarray(0, WRITTEN.length - 1)]);
    this.isWritten = seam.includes(WRITTEN) || piece.includes(WRITTEN);
    this.tail = Buffer.from(Buffer.concat([this.tail, piece.subarray(-2)]).subarray(-2));
  }

  /** Whether a text of the bytes seen so far was spoiled by decoding. */
  isSpoiled(text: string): boolean {
    return !this.isWritten && text.includes(REPLACEMENT);
  }
}
