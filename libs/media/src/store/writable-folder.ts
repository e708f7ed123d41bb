import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemFailure } from '@fusionbridge/core';
import { writeSafely } from './write-safely.js';

const SUBFOLDER = /^[0-9a-f]{2}$/;

/** Creates the folder if it is missing, writes a file of `byteLength` bytes into it and removes the file. */
export async function tryFolder(folder: string, byteLength: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `trial-${randomUUID()}.tmp`);
  try {
    await writeSafely(path, [Buffer.alloc(byteLength)]);
  } finally {
    await rm(path, { force: true });
  }
}

/**
 * The picture folder, or the first folder in it, that cannot be written; null if all can. A folder that another user
 * created, for example by restoring a backup, refuses the pictures that belong there.
 */
export async function unwritableFolder(folder: string): Promise<{ folder: string; why: string } | null> {
  let at = folder;
  try {
    await tryFolder(folder, 1);
    for (const name of (await readdir(folder)).filter((one) => SUBFOLDER.test(one))) {
      at = join(folder, name);
      await access(at, constants.W_OK);
    }
    return null;
  } catch (error) {
    return { folder: at, why: systemFailure(error) ?? String(error) };
  }
}
