import { Readable } from 'node:stream';

/** A dozen usual pictures. Hundreds of clients that read slowly get theirs from the disk. */
const MOST_BYTES = 16 * 1024 * 1024;

/** A multiple of 3, so that base64 needs no left-over bytes between parts. */
const PART = 48 * 1024;

interface Fresh {
  readonly pieces: readonly Buffer[];
  readonly byteLength: number;
}

/**
 * Files that were just written, still in memory: most are sent to their client within milliseconds, once, and need
 * not be read back for that. Forgets the oldest where there are too many.
 */
export class FreshPictures {
  private readonly waiting = new Map<string, Fresh>();
  private bytes = 0;

  add(path: string, pieces: readonly Buffer[], byteLength: number): void {
    this.forget(path);
    this.waiting.set(path, { pieces, byteLength });
    this.bytes += byteLength;
    for (const oldest of this.waiting.keys()) {
      if (this.bytes <= MOST_BYTES) {
        break;
      }
      this.forget(oldest);
    }
  }

  has(path: string): boolean {
    return this.waiting.has(path);
  }

  forget(path: string): void {
    this.bytes -= this.waiting.get(path)?.byteLength ?? 0;
    this.waiting.delete(path);
  }

  /** The whole file, for whoever asks; null when it is not here. */
  read(path: string): Buffer | null {
    const fresh = this.waiting.get(path);
    return fresh === undefined ? null : Buffer.concat(fresh.pieces);
  }

  /** The file as a stream, for the first who asks; null for everybody else. Counts until the stream is closed. */
  open(path: string): Readable | null {
    const fresh = this.waiting.get(path);
    if (fresh === undefined) {
      return null;
    }
    this.waiting.delete(path);
    const stream = Readable.from(partsOf(fresh.pieces), { objectMode: false });
    return stream.once('close', () => (this.bytes -= fresh.byteLength));
  }
}

function* partsOf(pieces: readonly Buffer[]): Generator<Buffer> {
  for (const piece of pieces) {
    for (let start = 0; start < piece.length; start += PART) {
      yield piece.subarray(start, start + PART);
    }
  }
}
