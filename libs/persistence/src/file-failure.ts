import { access, constants, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BridgeError, systemFailure } from '@fusionbridge/core';
import { failureOf } from './database-failure.js';

/**
 * Why the SQLite file cannot be used. For the operator at the start only: it contains the path, which no client may
 * see.
 * @param error The driver's or the system's, or the one that `DatabaseCondition` created from it
 */
export async function fileFailure(path: string, error: unknown): Promise<Error> {
  const cause = error instanceof BridgeError ? error.cause : error;
  const reason = systemFailure(cause) ?? (await reasonBySystem(path)) ?? databaseReason(cause);
  return new Error(`The database ${path} cannot be used: ${reason}. Check DATA_PATH.`, { cause });
}

/** SQLite reports most problems with files as being unable to open them. */
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
    return systemFailure(error);
  }
}

function databaseReason(error: unknown): string {
  const words = failureOf(error);
  if (words !== null) {
    return `it ${words}`;
  }
  return error instanceof Error ? error.message : String(error);
}
