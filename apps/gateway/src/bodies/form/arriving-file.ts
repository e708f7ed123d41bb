import type { ArrivingBytes } from '../arriving-bytes.js';

/** A form file that is being received, in memory shared by all files of the form. */
export class ArrivingFile {
  private readonly stretches: { readonly start: number; end: number }[] = [];

  constructor(private readonly room: ArrivingBytes) {}

  add(piece: Buffer): void {
    const start = this.room.add(piece);
    const last = this.stretches.at(-1);
    if (last?.end === start) {
      last.end += piece.length;
    } else {
      this.stretches.push({ start, end: start + piece.length });
    }
  }

  /** The whole file, as a view; files arrive one after the other. */
  bytes(): Buffer {
    const views = this.stretches.map(({ start, end }) => this.room.view(start, end));
    return views.length === 1 ? (views[0] ?? Buffer.alloc(0)) : Buffer.concat(views);
  }
}
