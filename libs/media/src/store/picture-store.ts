import type { Readable } from 'node:stream';
import { BridgeError, type Picture, type PictureFormat } from '@fusionbridge/core';
import { contentHash } from './content-hash.js';
import { Readers } from './readers.js';
import { whileTooManyFilesAreOpen } from './too-many-files.js';

const RETRY_AFTER_MS = 10_000;

/** A file in several buffers: metadata that was inserted, and the picture around it. */
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

/** Why the last picture could not be kept. */
interface Doubt {
  readonly why: string;
  readonly byteLength: number;
}

/** A kept picture, named by its content. */
export interface KeptPicture {
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly byteLength: number;
}

/** A file in the store, whether or not a record refers to it. */
export interface StoredFile extends KeptPicture {
  readonly format: PictureFormat;
  /** When it was last kept, in Unix milliseconds. */
  readonly keptAt: number;
}

/** The bytes from `start` to `end`, both included and counted from 0, as in HTTP ranges. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A URL at which clients can fetch a picture directly from the store. */
export interface PictureLink {
  readonly address: string;
  /** From now on; later requests are refused. */
  readonly lastsSeconds: number;
}

/**
 * Pictures as files, named by their content: the same bytes are kept once.
 * @throws Error from every method for a hash that is not a SHA-256 in hex, so that no path can be injected
 */
export abstract class PictureStore {
  /** Files that responses of this process are still reading; they must not be removed. */
  readonly readers = new Readers();
  private doubt: Doubt | null = null;
  private lookingAgain: Promise<void> | null = null;

  /** A sentence on why the last picture could not be kept; null while pictures can be kept. */
  get problem(): string | null {
    return this.doubt === null ? null : `Pictures cannot be kept: ${this.doubt.why}.`;
  }

  /**
   * Must be awaited before a picture is paid for: if the last one could not be kept, tests whether one of its length
   * can be kept now. Does nothing otherwise.
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
   * Durable when it resolves: a crash or a power cut afterwards loses nothing. An existing file of the same length is
   * not written again, but counts as kept now, so that a clean-up leaves it for the record that is about to refer to
   * it. Waits while too many files are open.
   * @throws BridgeError `unavailable` if it cannot be kept
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

  /** Writes the bytes durably. */
  protected abstract write(picture: PictureToKeep): Promise<void>;

  /** Writes a file of `byteLength` bytes and removes it. @throws Error that says why pictures cannot be kept */
  protected abstract tryOut(byteLength: number): Promise<void>;

  /** Why a picture could not be kept, for clients. */
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

  /** @param byteLength A file of another length is damaged and counts as absent; default: any length */
  abstract has(hash: string, format: PictureFormat, byteLength?: number): Promise<boolean>;

  /** null if there is no such file. */
  abstract find(hash: string, format: PictureFormat): Promise<StoredFile | null>;

  /** The stream emits `error` if there is no such file. */
  abstract open(hash: string, format: PictureFormat, range?: ByteRange): Readable;

  /**
   * A URL that responds with the content type of `format`; null if the bridge delivers pictures itself. Does not check
   * that the file exists.
   */
  abstract link(hash: string, format: PictureFormat): Promise<PictureLink | null>;

  abstract read(hash: string, format: PictureFormat): Promise<Buffer>;

  /** Does nothing if there is no such file. */
  abstract remove(hash: string, format: PictureFormat): Promise<void>;

  /** Every file, unordered; files that are added or removed meanwhile may be missing. */
  abstract list(): AsyncIterable<StoredFile>;

  /**
   * Removes files that a crash left half-written before a time in Unix milliseconds. Stores that write atomically have
   * none.
   * @returns how many files were removed
   */
  removeUnfinished(_before: number): Promise<number> {
    return Promise.resolve(0);
  }
}
