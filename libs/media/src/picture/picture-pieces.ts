import { PictureError } from './picture-error.js';

/** Of a file of 64 MiB whose writer made pieces of a kilobyte. */
const MOST_PIECES = 65_536;

/**
 * For whoever walks the structure of a file: millions of empty pieces fit into one, and each keeps everybody waiting.
 * @param count Pieces seen so far
 * @throws PictureError `undecodable`
 */
export function refusePieces(format: string, count: number): void {
  if (count >= MOST_PIECES) {
    throw new PictureError(
      'undecodable',
      `The ${format} picture consists of more than ${MOST_PIECES} pieces.`,
    );
  }
}

/** The first piece that passes the test, the others not looked at; null where none does. */
export function pieceWhere<T>(pieces: Iterable<T>, test: (piece: T) => boolean): T | null {
  for (const piece of pieces) {
    if (test(piece)) {
      return piece;
    }
  }
  return null;
}
