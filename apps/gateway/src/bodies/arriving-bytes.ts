const FIRST_GUESS = 65_536;
/** Upper limit for memory reserved on the strength of an announced length alone. */
const MOST_RESERVED = 16 * 1024 * 1024;

/**
 * A buffer for an incoming body, reserved at its announced length. Keeping the chunks instead would hold on to whole
 * network buffers, and joining them at the end would need the memory twice. Reserved but unwritten memory is not
 * resident.
 */
export class ArrivingBytes {
  private room: Buffer;
  private used = 0;

  /** @param expected Length in bytes, 0 if unknown; more bytes are accepted, too */
  constructor(expected: number) {
    this.room = Buffer.allocUnsafeSlow(Math.min(expected || FIRST_GUESS, MOST_RESERVED));
  }

  get length(): number {
    return this.used;
  }

  /** @returns the offset of the piece */
  add(piece: Buffer): number {
    const start = this.used;
    if (start + piece.length > this.room.length) {
      this.grow(start + piece.length);
    }
    piece.copy(this.room, start);
    this.used += piece.length;
    return start;
  }

  /** A view of the bytes, by default all of them. Do not add any afterwards. */
  view(start = 0, end = this.used): Buffer {
    return this.room.subarray(start, end);
  }

  private grow(least: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(least, this.room.length * 2));
    this.room.copy(larger, 0, 0, this.used);
    this.room = larger;
  }
}
