import { createReadStream, type Stats } from 'node:fs';
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { isMissingFile, type PictureFormat, systemFailure } from '@fusionbridge/core';
import { DataEnv, Settings, SettingsError } from '@fusionbridge/settings';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FreshPictures } from './fresh-pictures.js';
import { pictureName, pictureNamed } from './picture-name.js';
import {
  type ByteRange,
  type PictureLink,
  PictureStore,
  type PictureToKeep,
  type StoredFile,
} from './picture-store.js';
import { tryFolder, unwritableFolder } from './writable-folder.js';
import { writeSafely } from './write-safely.js';
import { PictureStoreEnv } from './picture-store.env.js';

const FOLDER = /^[0-9a-f]{2}$/;
const UNFINISHED = /^[0-9a-f]{64}\.(png|jpg|webp)\.[0-9a-f-]+\.tmp$/;

/** A multiple of 3, so that base64 needs no left-over bytes between pieces. */
const READ_PIECE = 192 * 1024;

/** Keeps pictures on a local disk or a mounted one. */
@Injectable()
export class DiskPictureStore extends PictureStore implements OnModuleInit {
  private readonly folder: string;
  /** Name of the setting. */
  private readonly setting: string;
  private readonly fresh = new FreshPictures();

  constructor(settings: Settings) {
    super();
    const { IMAGE_DATA_PATH: own } = settings.section(PictureStoreEnv);
    this.setting = own === undefined ? 'DATA_PATH' : 'IMAGE_DATA_PATH';
    this.folder = resolve(own ?? join(settings.section(DataEnv).DATA_PATH, 'pictures'));
  }

  /**
   * Checks that the folder can be written before the first picture is paid for that could not be kept.
   * @throws SettingsError
   */
  async onModuleInit(): Promise<void> {
    const refused = await unwritableFolder(this.folder);
    if (refused !== null) {
      throw new SettingsError([
        {
          file: 'environment or .env',
          key: this.setting,
          found: `${refused.folder}, where no picture can be kept: ${refused.why}`,
          allowed: 'a folder that the user of the bridge may write into',
        },
      ]);
    }
  }

  protected async write({ pieces, byteLength, hash, format }: PictureToKeep): Promise<void> {
    const path = this.pathOf(hash, format);
    if ((await lengthOf(path)) !== byteLength || !(await isMadeYoung(path))) {
      await writeSafely(path, pieces);
    }
    this.fresh.add(path, pieces);
  }

  protected tryOut(byteLength: number): Promise<void> {
    return tryFolder(this.folder, byteLength);
  }

  protected reasonOf(error: unknown): string {
    return systemFailure(error) ?? 'the disk refuses them';
  }

  async has(hash: string, format: PictureFormat, byteLength?: number): Promise<boolean> {
    const path = this.pathOf(hash, format);
    if (this.fresh.has(path)) {
      return true;
    }
    const length = await lengthOf(path);
    return length !== null && length === (byteLength ?? length);
  }

  async find(hash: string, format: PictureFormat): Promise<StoredFile | null> {
    const facts = await factsOf(this.pathOf(hash, format));
    return facts === null ? null : { hash, format, byteLength: facts.size, keptAt: facts.mtimeMs };
  }

  open(hash: string, format: PictureFormat, range?: ByteRange): Readable {
    const path = this.pathOf(hash, format);
    const fresh = range === undefined ? this.fresh.open(path) : null;
    return fresh ?? createReadStream(path, { ...range, highWaterMark: READ_PIECE });
  }

  async link(_hash: string, _format: PictureFormat): Promise<PictureLink | null> {
    return null;
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
    for await (const { name } of this.files()) {
      const picture = pictureNamed(name);
      const file = picture === null ? null : await this.find(picture.hash, picture.format);
      if (file !== null) {
        yield file;
      }
    }
  }

  override async removeUnfinished(before: number): Promise<number> {
    let removed = 0;
    for await (const { name, path } of this.files()) {
      const facts = UNFINISHED.test(name) ? await factsOf(path) : null;
      if (facts !== null && facts.mtimeMs < before) {
        await rm(path, { force: true });
        removed += 1;
      }
    }
    return removed;
  }

  private async *files(): AsyncGenerator<{ readonly name: string; readonly path: string }> {
    for (const folder of await namesIn(this.folder)) {
      for (const name of FOLDER.test(folder) ? await namesIn(join(this.folder, folder)) : []) {
        yield { name, path: join(this.folder, folder, name) };
      }
    }
  }

  /** The path of the file, whether or not it exists. */
  pathOf(hash: string, format: PictureFormat): string {
    return join(this.folder, pictureName(hash, format));
  }
}

/** null when there is no such file. */
async function lengthOf(path: string): Promise<number | null> {
  return (await factsOf(path))?.size ?? null;
}

/** False if it was removed meanwhile. */
async function isMadeYoung(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}

async function factsOf(path: string): Promise<Stats | null> {
  return stat(path).catch(() => null);
}

/** None if there is no such folder. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissingFile(error)) {
      return [];
    }
    throw error;
  }
}
