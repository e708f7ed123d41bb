import { PictureError } from './picture-error.js';

/** Of a file of 64 MiB whose writer made pieces of a kilobyte. */
const MOST_PIECES = 65_536;

/**
 * Limits the pieces when the structure of a file is walked: millions of empty ones fit into a file and would block the
 * event loop.
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

/** The first piece that passes the test; null if none does. Later pieces are not read. */
export function pieceWhere<T>(pieces: Iterable<T>, test: (piece: T) => boolean): T | null {
  for (const piece of pieces) {
    if (test(piece)) {
      return piece;
    }
  }
  return null;
}
