import { Readable } from 'node:stream';

/** The body of a request, ready to send. */
export interface RequestBody {
  readonly contentType: string;
  readonly byteLength: number;
  /** A new stream of the body, or its bytes if it is a single buffer. */
  open(): Readable | Buffer;
}

/** A body made of buffers in memory. */
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
