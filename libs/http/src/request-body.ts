import { Readable } from 'node:stream';

/** The body of a request, ready to go. */
export interface RequestBody {
  readonly contentType: string;
  readonly byteLength: number;
  /** A fresh stream of it, or the bytes where they are few. */
  open(): Readable | Buffer;
}

/** A body of pieces that are at hand. */
export function bodyOf(contentType: string, pieces: readonly Buffer[]): RequestBody {
  return {
    contentType,
    byteLength: pieces.reduce((sum, piece) => sum + piece.byteLength, 0),
    open: () => {
      const [only] = pieces;
      return pieces.length === 1 && only !== undefined ? only : Readable.from(pieces, { objectMode: false });
    },
  };
}
