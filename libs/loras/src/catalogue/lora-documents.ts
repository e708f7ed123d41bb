import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissingFile } from '@fusionbridge/core';
import { decodeTextFile, parseJsonText } from '@fusionbridge/settings';
import { z } from 'zod';
import { LoraFileError } from './read-lora-file.js';

/** The content of the file, including unknown fields. */
export const LoraDocument = z.looseObject({ loras: z.record(z.string(), z.record(z.string(), z.unknown())) });

export type LoraDocument = z.infer<typeof LoraDocument>;

const EMPTY: LoraDocument = { config: {}, loras: {} };

/**
 * Reads a JSON file. If allowed, a missing file is an empty catalogue.
 * @throws LoraFileError
 */
export async function readDocument(path: string, mayBeMissing: boolean): Promise<unknown> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (mayBeMissing && isMissingFile(error)) {
      return EMPTY;
    }
    throw new LoraFileError([{ key: '(whole file)', found: 'no readable file', allowed: 'a JSON object' }]);
  }
  try {
    return parseJsonText(decodeTextFile(bytes));
  } catch (error) {
    const found = `no valid JSON (${error instanceof Error ? error.message : 'unreadable'})`;
    throw new LoraFileError([{ key: '(whole file)', found, allowed: 'a JSON object' }]);
  }
}

/** A value that changes whenever the file does; empty if there is no file. */
export async function stampOf(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return '';
  }
}

/** Replaces the file atomically, so that readers see either the old or the new content. */
export async function writeDocument(path: string, document: LoraDocument): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(`${JSON.stringify(document, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
