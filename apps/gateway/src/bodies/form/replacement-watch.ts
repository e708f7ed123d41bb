const REPLACEMENT = '\uFFFD';
const WRITTEN = Buffer.from(REPLACEMENT);

/**
 * Tells replacement characters written by the client from those that decoding substitutes for invalid UTF-8: the form
 * parser decodes without reporting errors.
 */
export class ReplacementWatch {
  private isWritten = false;
  private tail = Buffer.alloc(0);

  see(piece: Buffer): void {
    if (this.isWritten) {
      return;
    }
    const seam = Buffer.concat([this.tail, piece.subarray(0, WRITTEN.length - 1)]);
    this.isWritten = seam.includes(WRITTEN) || piece.includes(WRITTEN);
    this.tail = Buffer.from(Buffer.concat([this.tail, piece.subarray(-2)]).subarray(-2));
  }

  /** True if decoding damaged a text of the bytes seen so far. */
  isSpoiled(text: string): boolean {
    return !this.isWritten && text.includes(REPLACEMENT);
  }
}
