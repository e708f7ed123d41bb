import { createReadStream } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { PICTURE_FORMATS, type PictureFormat } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { sniffFormat } from '../picture/sniff-format.js';
import type { ByteRange } from './picture-store.js';
import { PictureStoreEnv } from './picture-store.env.js';

/** A picture kept by FastFusion. */
export interface InheritedPicture {
  readonly format: PictureFormat;
  readonly byteLength: number;
  /** Changes with the file. */
  readonly stamp: string;
  open(range?: ByteRange): Readable;
}

/** FastFusion wrote pictures directly into IMAGE_DATA_PATH; ours are in folders below it. */
const NAME = /^[\w-]{1,128}\.(?:png|jpe?g|webp)$/i;
const SAMPLE_BYTES = 32;

/** Pictures of a FastFusion whose IMAGE_DATA_PATH the bridge has taken over. They are served and never changed. */
@Injectable()
export class InheritedPictures {
  private readonly folder: string | null;

  constructor(settings: Settings) {
    const { IMAGE_DATA_PATH: folder } = settings.section(PictureStoreEnv);
    this.folder = folder === undefined ? null : resolve(folder);
  }

  /** null if FastFusion left no picture of this name. */
  async find(name: string): Promise<InheritedPicture | null> {
    if (this.folder === null || !NAME.test(name)) {
      return null;
    }
    const path = join(this.folder, name);
    const facts = await lstat(path).catch(() => null);
    const format = facts?.isFile() === true ? await formatOf(path) : null;
    return facts === null || format === null
      ? null
      : {
          format,
          byteLength: facts.size,
          stamp: `${facts.size}-${Math.floor(facts.mtimeMs)}`,
          open: (range) => createReadStream(path, range),
        };
  }
}

async function formatOf(path: string): Promise<PictureFormat | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    const format = sniffFormat(buffer.subarray(0, bytesRead));
    return PICTURE_FORMATS.find((one) => one === format) ?? null;
  } finally {
    await file.close();
  }
}
