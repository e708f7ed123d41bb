import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { extensionOf, type Picture, PICTURE_FORMATS, type PictureFormat } from '@fusionbridge/core';
import { Settings, StorageEnv } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { FreshPictures } from './fresh-pictures.js';
import {
  type ByteRange,
  type KeptPicture,
  type PictureInPieces,
  PictureStore,
  type StoredFile,
} from './picture-store.js';

const HASH = /^[0-9a-f]{64}$/;
const FOLDER = /^[0-9a-f]{2}$/;
const FILE = /^([0-9a-f]{64})\.(png|jpg|webp)$/;

/** Bytes hashed before others get their turn: 0.3 to 2.4 ms, as the processor is able. */
const HASHED_AT_ONCE = 512 * 1024;

/** A multiple of 3, so that base64 needs no left-over bytes between pieces. */
const READ_PIECE = 192 * 1024;

/** On a local disk, or what is mounted as one. */
@Injectable()
export class DiskPictureStore extends PictureStore {
  private readonly folder: string;
  private readonly fresh = new FreshPictures();

  constructor(settings: Settings) {
    super();
    const storage = settings.section(StorageEnv);
    this.folder = resolve(storage.IMAGE_DATA_PATH ?? join(storage.DATA_PATH, 'pictures'));
  }

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

  open(hash: string, format: PictureFormat, range?: ByteRange): Readable {
    const path = this.pathOf(hash, format);
    const fresh = range === undefined ? this.fresh.open(path) : null;
    return fresh ?? createReadStream(path, { ...range, highWaterMark: READ_PIECE });
  }

  read(hash: string, format: PictureFormat): Promise<Buffer> {
    return readFile(this.pathOf(hash, format));
  }

  remove(hash: string, format: PictureFormat): Promise<void> {
    const path = this.pathOf(hash, format);
    this.fresh.forget(path);
    return rm(path, { force: true });
  }

  async *list(): AsyncGenerator<StoredFile> {
    for (const folder of await namesIn(this.folder)) {
      for (const name of FOLDER.test(folder) ? await namesIn(join(this.folder, folder)) : []) {
        const [, hash, format] = FILE.exec(name) ?? [];
        const facts = hash === undefined ? null : await factsOf(join(this.folder, folder, name));
        if (hash !== undefined && facts !== null) {
          yield { hash, format: formatOf(format), byteLength: facts.size, keptAt: facts.mtimeMs };
        }
      }
    }
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
  return (await factsOf(path))?.size ?? null;
}

async function factsOf(path: string): Promise<Stats | null> {
  return stat(path).catch(() => null);
}

/** None where there is no such folder. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) {
      return [];
    }
    throw error;
  }
}

function formatOf(extension: string | undefined): PictureFormat {
  return PICTURE_FORMATS.find((format) => extensionOf(format) === extension) ?? 'png';
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
