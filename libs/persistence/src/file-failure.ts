import { access, constants, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BridgeError } from '@fusionbridge/core';
import { codeOf, failureOf } from './database-failure.js';

/** What the system calls a failure, and what it is for people. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
  EEXIST: 'a file has the name of the folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENAMETOOLONG: 'the path is too long',
};

/**
 * Why the SQLite file cannot be used. For the operator at the start: it names the file, which no client may see.
 * @param error Of the driver, of the system, or what `DatabaseCondition` made of one of them
 */
export async function fileFailure(path: string, error: unknown): Promise<Error> {
  const cause = error instanceof BridgeError ? error.cause : error;
  const reason = reasonOf(cause) ?? (await reasonBySystem(path)) ?? databaseReason(cause);
  return new Error(`The database ${path} cannot be used: ${reason}. Check DATA_PATH.`, { cause });
}

/** SQLite's own word for most troubles with files is that it cannot open them. */
async function reasonBySystem(path: string): Promise<string | null> {
  try {
    const file = await open(path, 'r+').catch(async (error: unknown) => {
      await access(dirname(path), constants.W_OK);
      throw error;
    });
    await file.close();
    await access(dirname(path), constants.W_OK);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

function databaseReason(error: unknown): string {
  const words = failureOf(error);
  if (words !== null) {
    return `it ${words}`;
  }
  return error instanceof Error ? error.message : String(error);
}

function reasonOf(error: unknown): string | null {
  return REASONS[codeOf(error)] ?? null;
}
