const FIRST_GUESS = 65_536;

/**
 * Memory for all files of one form, of the size that the form says it has. Pieces of a network buffer would each keep
 * the whole of it; joined file by file, every file would be there twice for a while. What is reserved and not written
 * takes no memory.
 */
export class FileRoom {
  private room: Buffer;
  private used = 0;

  /** @param expected In bytes; 0 where the form does not say. More is taken, too. */
  constructor(expected: number) {
    this.room = Buffer.allocUnsafeSlow(expected || FIRST_GUESS);
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

  /** A view. After it nothing should be added. */
  view(start: number, end: number): Buffer {
    return this.room.subarray(start, end);
  }

  private grow(least: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(least, this.room.length * 2));
    this.room.copy(larger, 0, 0, this.used);
    this.room = larger;
  }
}

/** One file of a form while it comes in. */
export class ArrivingFile {
  private readonly stretches: { readonly start: number; end: number }[] = [];

  constructor(private readonly room: FileRoom) {}

  add(piece: Buffer): void {
    const start = this.room.add(piece);
    const last = this.stretches.at(-1);
    if (last?.end === start) {
      last.end += piece.length;
    } else {
      this.stretches.push({ start, end: start + piece.length });
    }
  }

  /** All of it; a view, as files come one after the other. */
  bytes(): Buffer {
    const views = this.stretches.map(({ start, end }) => this.room.view(start, end));
    return views.length === 1 ? (views[0] ?? Buffer.alloc(0)) : Buffer.concat(views);
  }
}
