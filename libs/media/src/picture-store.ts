import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { extensionOf, type Picture, type PictureFormat } from '@fusionbridge/core';
import { Settings, StorageEnv } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { FreshPictures } from './fresh-pictures.js';

const HASH = /^[0-9a-f]{64}$/;

/** Bytes hashed before others get their turn: 0.3 to 2.4 ms, as the processor is able. */
const HASHED_AT_ONCE = 512 * 1024;

/** A multiple of 3, so that base64 needs no left-over bytes between pieces. */
const READ_PIECE = 192 * 1024;

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

/** Pictures as files, named by their content: the same bytes are kept once. */
@Injectable()
export class PictureStore {
  private readonly folder: string;
  private readonly fresh = new FreshPictures();

  constructor(settings: Settings) {
    const storage = settings.section(StorageEnv);
    this.folder = resolve(storage.IMAGE_DATA_PATH ?? join(storage.DATA_PATH, 'pictures'));
  }

  /**
   * On disk, synced, when it resolves: a crash or a power cut afterwards loses nothing. A file that is there already is
   * not written again, unless it has another length.
   */
  async keep(picture: Pick<Picture, 'format' | 'bytes'> | PictureInPieces): Promise<KeptPicture> {
    const pieces = 'pieces' in picture ? picture.pieces : [picture.bytes];
    const byteLength = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const hash = await sha256(pieces);
    const path = this.pathOf(hash, picture.format);
    if ((await lengthOf(path)) !== byteLength) {
      await this.write(path, pieces);
    }
    this.fresh.add(path, pieces, byteLength);
    return { hash, byteLength };
  }

  async has(hash: string, format: PictureFormat): Promise<boolean> {
    const path = this.pathOf(hash, format);
    return this.fresh.has(path) || (await lengthOf(path)) !== null;
  }

  /** Emits `error` (ENOENT) when it is not there. */
  open(hash: string, format: PictureFormat): Readable {
    const path = this.pathOf(hash, format);
    return this.fresh.open(path) ?? createReadStream(path, { highWaterMark: READ_PIECE });
  }

  read(hash: string, format: PictureFormat): Promise<Buffer> {
    return readFile(this.pathOf(hash, format));
  }

  remove(hash: string, format: PictureFormat): Promise<void> {
    const path = this.pathOf(hash, format);
    this.fresh.forget(path);
    return rm(path, { force: true });
  }

  private async write(path: string, pieces: readonly Buffer[]): Promise<void> {
    const folder = dirname(path);
    try {
      await writeWhole(path, pieces);
      await syncFolder(folder);
    } catch (error) {
      if (!isMissing(error)) {
        throw error;
      }
      const made = await mkdir(folder, { recursive: true });
      await writeWhole(path, pieces);
      await syncFolders(folder, made === undefined ? folder : dirname(made));
    }
  }

  /**
   * Where the file lies or would lie: in one of 256 folders, so that none gets long.
   * @throws Error for anything but a SHA-256 in hex, so that no path can be smuggled in
   */
  pathOf(hash: string, format: PictureFormat): string {
    if (!HASH.test(hash)) {
      throw new Error('A kept picture is named by its SHA-256.');
    }
    return join(this.folder, hash.slice(0, 2), `${hash}.${extensionOf(format)}`);
  }
}

/** Here and not on another thread: handing 1.5 MB over takes longer than hashing them where the processor can. */
async function sha256(pieces: readonly Buffer[]): Promise<string> {
  const hash = createHash('sha256');
  for (const piece of pieces) {
    for (let start = 0; start < piece.length; start += HASHED_AT_ONCE) {
      if (start > 0) {
        await nextTurn();
      }
      hash.update(piece.subarray(start, start + HASHED_AT_ONCE));
    }
  }
  return hash.digest('hex');
}

/** Most folders are there: to look first would cost every picture a call to the system. */
function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

/** null when there is no such file. */
async function lengthOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}

/** Under another name until it is whole and synced. */
async function writeWhole(path: string, pieces: readonly Buffer[]): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await writeAll(file, pieces);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** In one call to the system, or where the disk takes only a part of it at once, in two. */
async function writeAll(file: FileHandle, pieces: readonly Buffer[]): Promise<void> {
  const { bytesWritten } = await file.writev([...pieces]);
  const all = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (bytesWritten < all) {
    await file.writeFile(Buffer.concat(pieces).subarray(bytesWritten));
  }
}

/** A new name is lost in a power cut until its folder is synced; and so is a new folder, up to `top`. */
async function syncFolders(folder: string, top: string): Promise<void> {
  const folders = [folder];
  for (let at = folder; at !== top && at !== dirname(at); at = dirname(at)) {
    folders.push(dirname(at));
  }
  await Promise.all(folders.map(syncFolder));
}

/** Windows opens no folders and some network disks do not sync them: the file itself is safe all the same. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
