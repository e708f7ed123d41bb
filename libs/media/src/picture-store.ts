import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { extensionOf, type Picture, type PictureFormat } from '@fusionbridge/core';
import { Settings, StorageEnv } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';

const HASH = /^[0-9a-f]{64}$/;

/** Larger ones are hashed on another thread: 1.5 MB hold the event loop up for 1 to 7 ms, as the processor is able. */
const LARGEST_HASHED_HERE = 65_536;

/** A multiple of 3, so that base64 needs no left-over bytes between pieces. */
const READ_PIECE = 192 * 1024;

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

  constructor(settings: Settings) {
    const storage = settings.section(StorageEnv);
    this.folder = resolve(storage.IMAGE_DATA_PATH ?? join(storage.DATA_PATH, 'pictures'));
  }

  /**
   * On disk, synced, when it resolves: a crash or a power cut afterwards loses nothing. A file that is there already is
   * not written again, unless it has another length.
   */
  async keep(picture: Picture): Promise<KeptPicture> {
    const { bytes, format } = picture;
    const hash = await sha256(bytes);
    const path = this.pathOf(hash, format);
    if ((await lengthOf(path)) !== bytes.length) {
      const folder = dirname(path);
      const made = await mkdir(folder, { recursive: true });
      await writeWhole(path, bytes);
      await syncFolders(folder, made === undefined ? folder : dirname(made));
    }
    return { hash, byteLength: bytes.length };
  }

  async has(hash: string, format: PictureFormat): Promise<boolean> {
    return (await lengthOf(this.pathOf(hash, format))) !== null;
  }

  /** Emits `error` (ENOENT) when it is not there. */
  open(hash: string, format: PictureFormat): Readable {
    return createReadStream(this.pathOf(hash, format), { highWaterMark: READ_PIECE });
  }

  read(hash: string, format: PictureFormat): Promise<Buffer> {
    return readFile(this.pathOf(hash, format));
  }

  remove(hash: string, format: PictureFormat): Promise<void> {
    return rm(this.pathOf(hash, format), { force: true });
  }

  /**
   * Where the file lies or would lie: two levels of folders by the first digits, so that none gets long.
   * @throws Error for anything but a SHA-256 in hex, so that no path can be smuggled in
   */
  pathOf(hash: string, format: PictureFormat): string {
    if (!HASH.test(hash)) {
      throw new Error('A kept picture is named by its SHA-256.');
    }
    return join(this.folder, hash.slice(0, 2), hash.slice(2, 4), `${hash}.${extensionOf(format)}`);
  }
}

async function sha256(bytes: Buffer): Promise<string> {
  return bytes.length <= LARGEST_HASHED_HERE
    ? createHash('sha256').update(bytes).digest('hex')
    : Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
}

/** null when there is no such file. */
async function lengthOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}

/** Under another name until it is whole and synced. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
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
