import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Settings, DataEnv } from '@fusionbridge/settings';
import { Inject, Injectable, Optional } from '@nestjs/common';

/** Bytes of all files together: about 25,000 WebP files of 256 pixels. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Another limit, for tests. */
const THUMBNAIL_BOUND = Symbol('the bytes that all thumbnails may have');

const NAME = /^[0-9a-f]{64}-\d+\.(png|jpeg|webp)$/;

/**
 * Thumbnail files under DATA_PATH/thumbnails, up to a total size; the oldest are removed first. Losing one costs a few
 * milliseconds, so nothing is synced.
 */
@Injectable()
export class ThumbnailFolder {
  private readonly folder: string;
  /** By name, oldest first; read from the disk once. */
  private known: Promise<Map<string, number>> | null = null;
  private bytes = 0;

  constructor(
    settings: Settings,
    @Optional() @Inject(THUMBNAIL_BOUND) private readonly mostBytes: number = MOST_BYTES,
  ) {
    this.folder = resolve(join(settings.section(DataEnv).DATA_PATH, 'thumbnails'));
  }

  /** null if there is no such file. */
  async read(name: string): Promise<Buffer | null> {
    return readFile(this.pathOf(name)).catch(() => null);
  }

  /** Atomic: the file gets its name last. */
  async keep(name: string, bytes: Buffer): Promise<void> {
    const known = await (this.known ??= this.look());
    const path = this.pathOf(name);
    const temporary = `${path}.${randomUUID()}.tmp`;
    await mkdir(dirname(path), { recursive: true });
    try {
      await writeFile(temporary, bytes, { flag: 'wx' });
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    this.count(known, name, bytes.length);
    await this.makeRoom(known);
  }

  /** Does nothing if there is no such file. */
  async remove(name: string): Promise<void> {
    const known = await (this.known ??= this.look());
    await rm(this.pathOf(name), { force: true });
    this.bytes -= known.get(name) ?? 0;
    known.delete(name);
  }

  private async makeRoom(known: ReadonlyMap<string, number>): Promise<void> {
    for (const oldest of known.keys()) {
      if (this.bytes <= this.mostBytes) {
        return;
      }
      await this.remove(oldest);
    }
  }

  private count(known: Map<string, number>, name: string, length: number): void {
    this.bytes += length - (known.get(name) ?? 0);
    known.delete(name);
    known.set(name, length);
  }

  /** Files of earlier runs. Removes files that a crash left half-written. */
  private async look(): Promise<Map<string, number>> {
    const files = await filesIn(this.folder);
    const half = files.filter(({ name }) => !NAME.test(name));
    await Promise.all(half.map(({ path }) => rm(path, { force: true })));
    const known = new Map<string, number>();
    for (const { name, size } of files.filter((file) => NAME.test(file.name))) {
      this.count(known, name, size);
    }
    return known;
  }

  private pathOf(name: string): string {
    if (!NAME.test(name)) {
      throw new Error('A thumbnail is named by the SHA-256 of its picture, its width and its format.');
    }
    return join(this.folder, name.slice(0, 2), name);
  }
}

interface Found {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly madeAt: number;
}

/** Oldest first; empty if there is no such folder. */
async function filesIn(folder: string): Promise<Found[]> {
  const found: Found[] = [];
  for (const inner of await readdir(folder).catch(() => [])) {
    for (const name of await readdir(join(folder, inner)).catch(() => [])) {
      const path = join(folder, inner, name);
      const facts = await stat(path).catch(() => null);
      if (facts?.isFile() === true) {
        found.push({ path, name, size: facts.size, madeAt: facts.mtimeMs });
      }
    }
  }
  return found.toSorted((a, b) => a.madeAt - b.madeAt);
}
