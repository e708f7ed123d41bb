import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissingFile } from '@fusionbridge/core';

/**
 * Writes a file atomically; it survives a power cut once this resolves. Creates missing folders. A crash may leave a
 * file ending in `.tmp` beside it.
 */
export async function writeSafely(path: string, pieces: readonly Buffer[]): Promise<void> {
  const folder = dirname(path);
  try {
    await writeWhole(path, pieces);
    await syncFolder(folder);
  } catch (error) {
    // Most folders exist: checking first would cost every picture a system call.
    if (!isMissingFile(error)) {
      throw error;
    }
    const made = await mkdir(folder, { recursive: true });
    await writeWhole(path, pieces);
    await syncFolders(folder, made === undefined ? folder : dirname(made));
  }
}

/** Writes under another name until the file is complete and synced. */
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

/** One system call, or more if the disk accepts only a part at once. */
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
