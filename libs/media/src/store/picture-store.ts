import type { Readable } from 'node:stream';
import type { Picture, PictureFormat } from '@fusionbridge/core';
import { Readers } from './readers.js';

/** A file that lies in several places in memory: what was put into it, and what it was put into. */
export interface PictureInPieces {
  readonly format: PictureFormat;
  readonly pieces: readonly Buffer[];
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

  /**
   * Safe when it resolves: a crash or a power cut afterwards loses nothing. A file that is there already is not written
   * again, unless it has another length, but counts as kept now: whoever clears old files away must leave it for those
   * who are about to name it.
   */
  abstract keep(picture: Pick<Picture, 'format' | 'bytes'> | PictureInPieces): Promise<KeptPicture>;

  abstract has(hash: string, format: PictureFormat): Promise<boolean>;

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
