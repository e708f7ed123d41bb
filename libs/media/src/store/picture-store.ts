import type { Readable } from 'node:stream';
import { BridgeError, type Picture, type PictureFormat } from '@fusionbridge/core';
import { contentHash } from './content-hash.js';
import { Readers } from './readers.js';
import { whileTooManyFilesAreOpen } from './too-many-files.js';

const RETRY_AFTER_MS = 10_000;

/** A file that lies in several places in memory: what was put into it, and what it was put into. */
export interface PictureInPieces {
  readonly format: PictureFormat;
  readonly pieces: readonly Buffer[];
}

/** A file whose content has been hashed. */
export interface PictureToKeep extends PictureInPieces {
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly byteLength: number;
}

/** The last picture could not be kept. */
interface Doubt {
  readonly why: string;
  readonly byteLength: number;
}

/** Where a kept picture lies, by its content. */
export interface KeptPicture {
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly byteLength: number;
}

/** A file that is in the store, whether anybody still knows it or not. */
export interface StoredFile extends KeptPicture {
  readonly format: PictureFormat;
  /** When it was kept last, in Unix milliseconds. */
  readonly keptAt: number;
}

/** The bytes from `start` up to and including `end`, counted from 0, as HTTP ranges are. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Where clients may fetch a picture from the store itself, without us in between. */
export interface PictureLink {
  readonly address: string;
  /** From now on; whoever asks later is refused. */
  readonly lastsSeconds: number;
}

/**
 * Pictures as files, named by their content: the same bytes are kept once.
 * @throws Error everywhere for a hash that is no SHA-256 in hex, so that no path can be smuggled in
 */
export abstract class PictureStore {
  /** Answers of this process that are being written. Whoever removes files leaves theirs. */
  readonly readers = new Readers();
  private doubt: Doubt | null = null;
  private lookingAgain: Promise<void> | null = null;

  /** A sentence on why the last picture could not be kept; null while pictures can be kept. */
  get problem(): string | null {
    return this.doubt === null ? null : `Pictures cannot be kept: ${this.doubt.why}.`;
  }

  /**
   * To be awaited before a picture is bought: where the last one could not be kept, tries whether one of its length can
   * be kept now. Does nothing while all is well.
   * @throws BridgeError `unavailable`
   */
  async beforeOrder(): Promise<void> {
    const { doubt } = this;
    if (doubt === null) {
      return;
    }
    this.lookingAgain ??= this.tryOut(doubt.byteLength).finally(() => {
      this.lookingAgain = null;
    });
    try {
      await this.lookingAgain;
      this.doubt = null;
    } catch (error) {
      throw this.doubted(error, doubt.byteLength);
    }
  }

  /**
   * Safe when it resolves: a crash or a power cut afterwards loses nothing. A file that is there already is not written
   * again, unless it has another length, but counts as kept now: whoever clears old files away must leave it for those
   * who are about to name it. Waits where too many files are open.
   * @throws BridgeError `unavailable` where it cannot be kept
   */
  async keep(picture: Pick<Picture, 'format' | 'bytes'> | PictureInPieces): Promise<KeptPicture> {
    const pieces = 'pieces' in picture ? picture.pieces : [picture.bytes];
    const byteLength = pieces.reduce((sum, piece) => sum + piece.length, 0);
    try {
      const hash = await contentHash(pieces);
      await whileTooManyFilesAreOpen(() => this.write({ pieces, byteLength, hash, format: picture.format }));
      this.doubt = null;
      return { hash, byteLength };
    } catch (error) {
      throw this.doubted(error, byteLength);
    }
  }

  /** Keeps the bytes, safely. */
  protected abstract write(picture: PictureToKeep): Promise<void>;

  /** Writes a file of so many bytes and removes it. @throws what keeps pictures from being kept */
  protected abstract tryOut(byteLength: number): Promise<void>;

  /** Why a picture could not be kept, in words that clients may read. */
  protected abstract reasonOf(error: unknown): string;

  private doubted(error: unknown, byteLength: number): BridgeError {
    const why = this.reasonOf(error);
    this.doubt = { why, byteLength };
    return new BridgeError({
      kind: 'unavailable',
      message: `Pictures cannot be kept: ${why}. Nothing is ordered until they can.`,
      retryAfterMs: RETRY_AFTER_MS,
      cause: error,
    });
  }

  /** @param byteLength A file of another length is damaged and counts as gone; any length will do when left out */
  abstract has(hash: string, format: PictureFormat, byteLength?: number): Promise<boolean>;

  /** What is known of the file now; null where there is none. */
  abstract find(hash: string, format: PictureFormat): Promise<StoredFile | null>;

  /** Emits `error` when it is not there. */
  abstract open(hash: string, format: PictureFormat, range?: ByteRange): Readable;

  /**
   * Answers with the content type of `format`. null where pictures go out through the bridge; whether the file is there
   * is not looked up.
   */
  abstract link(hash: string, format: PictureFormat): Promise<PictureLink | null>;

  abstract read(hash: string, format: PictureFormat): Promise<Buffer>;

  /** Does nothing where there is no such file. */
  abstract remove(hash: string, format: PictureFormat): Promise<void>;

  /** Every file, in no order; what comes or goes meanwhile may be missing. */
  abstract list(): AsyncIterable<StoredFile>;

  /**
   * Removes what a crash left half written before a time in Unix milliseconds. Stores that write in one step have none.
   * @returns how many files went
   */
  removeUnfinished(_before: number): Promise<number> {
    return Promise.resolve(0);
  }
}
