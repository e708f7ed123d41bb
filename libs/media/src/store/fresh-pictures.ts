import { Readable } from 'node:stream';

/** A dozen pictures of usual size. With hundreds of slow clients the rest are read from the disk. */
const MOST_BYTES = 16 * 1024 * 1024;

/** A multiple of 3, so that base64 needs no left-over bytes between parts. */
const PART = 48 * 1024;

/** Later readers read the disk. */
const HELD_MS = 30_000;

interface Fresh {
  readonly pieces: readonly Buffer[];
  /** Memory it keeps alive: a piece may be a small part of a larger buffer. */
  readonly heldBytes: number;
  readonly since: number;
}

/**
 * Files that were just written, still in memory: most are sent to their client once, within milliseconds, and need not
 * be read back for that. Drops the oldest when there are too many, and every file that was not requested in time.
 */
export class FreshPictures {
  private readonly waiting = new Map<string, Fresh>();
  private bytes = 0;
  private timer: NodeJS.Timeout | null = null;

  add(path: string, pieces: readonly Buffer[]): void {
    this.forget(path);
    const heldBytes = heldBy(pieces);
    this.waiting.set(path, { pieces, heldBytes, since: Date.now() });
    this.bytes += heldBytes;
    this.timer ??= this.look();
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
    this.bytes -= this.waiting.get(path)?.heldBytes ?? 0;
    this.waiting.delete(path);
  }

  /** The whole file; null if it is not in memory. */
  read(path: string): Buffer | null {
    const fresh = this.waiting.get(path);
    return fresh === undefined ? null : Buffer.concat(fresh.pieces);
  }

  /** The file as a stream, for the first reader; null for every other. Its memory counts until the stream is closed. */
  open(path: string): Readable | null {
    const fresh = this.waiting.get(path);
    if (fresh === undefined) {
      return null;
    }
    this.waiting.delete(path);
    const stream = Readable.from(partsOf(fresh.pieces), { objectMode: false });
    return stream.once('close', () => (this.bytes -= fresh.heldBytes));
  }

  private look(): NodeJS.Timeout {
    return setTimeout(() => this.forgetOld(), HELD_MS).unref();
  }

  private forgetOld(): void {
    const before = Date.now() - HELD_MS;
    for (const [path, { since }] of this.waiting) {
      if (since <= before) {
        this.forget(path);
      }
    }
    this.timer = this.waiting.size > 0 ? this.look() : null;
  }
}

function heldBy(pieces: readonly Buffer[]): number {
  const buffers = new Set(pieces.map((piece) => piece.buffer));
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function* partsOf(pieces: readonly Buffer[]): Generator<Buffer> {
  for (const piece of pieces) {
    for (let start = 0; start < piece.length; start += PART) {
      yield piece.subarray(start, start + PART);
    }
  }
}
