const FIRST_GUESS = 65_536;
/** A client that announces more has to send it first. */
const MOST_RESERVED = 16 * 1024 * 1024;

/**
 * Memory for a body that comes in, of the size that it says it has. Its pieces, kept, would each hold on to a whole
 * network buffer; joined in the end, it would be there twice. What is reserved and not written takes no memory.
 */
export class ArrivingBytes {
  private room: Buffer;
  private used = 0;

  /** @param expected In bytes; 0 where nobody says. More is taken, too. */
  constructor(expected: number) {
    this.room = Buffer.allocUnsafeSlow(Math.min(expected || FIRST_GUESS, MOST_RESERVED));
  }

  get length(): number {
    return this.used;
  }

  /** Where the piece begins. */
  add(piece: Buffer): number {
    const start = this.used;
    if (start + piece.length > this.room.length) {
      this.grow(start + piece.length);
    }
    piece.copy(this.room, start);
    this.used += piece.length;
    return start;
  }

  /** A view; all of it unless told otherwise. After it nothing should be added. */
  view(start = 0, end = this.used): Buffer {
    return this.room.subarray(start, end);
  }

  private grow(least: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(least, this.room.length * 2));
    this.room.copy(larger, 0, 0, this.used);
    this.room = larger;
  }
}
