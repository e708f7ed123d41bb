import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '@fusionbridge/core';
import { Logger } from '@nestjs/common';
import type { DatabasePlace } from './database-place.js';
import { fileFailure } from './file-failure.js';

const ID_FILE = 'instance-id';
const LOCK_FILE = 'instance.lock';

/** Waits for a previous process that is just ending. */
const LOCK_TIMEOUT_MS = 2_000;

const ID = /^[0-9a-f-]{36}$/;

/** Identifies this bridge among those that share a database; the same after a restart. */
export class Instance {
  /**
   * @param id Owner of its jobs
   * @param release Releases the data folder; by default there is none
   */
  constructor(
    readonly id: string = randomUUID(),
    readonly release: () => void = () => undefined,
  ) {}

  /**
   * Takes the data folder for this process, until it ends in whatever way. On Postgres a bridge whose folder is taken,
   * or cannot be written, works under a new name each time.
   * @throws Error if another bridge runs on the same SQLite file
   */
  static async claim({ DATA_PATH: dataPath, DATABASE_URL: url }: DatabasePlace): Promise<Instance> {
    const path = join(dataPath, LOCK_FILE);
    let release: (() => void) | null = null;
    try {
      await mkdir(dataPath, { recursive: true });
      release = await lockOf(path);
      return new Instance(await idIn(join(dataPath, ID_FILE)), release);
    } catch (error) {
      release?.();
      if (url === undefined) {
        throw await refusal(path, dataPath, error);
      }
      new Logger('Database').warn(
        'DATA_PATH is used by another bridge or cannot be written: the jobs of this one are taken up by others when it ends.',
      );
      return new Instance();
    }
  }
}

async function refusal(path: string, dataPath: string, error: unknown): Promise<Error> {
  return errorCode(error).startsWith('SQLITE_BUSY')
    ? new Error(
        `Another bridge runs on ${dataPath}, and two must not work on one SQLite file. Stop the other one, or give this one another DATA_PATH. Several bridges can share a Postgres: DATABASE_URL.`,
        { cause: 'the lock is taken' },
      )
    : fileFailure(path, error);
}

/** SQLite's lock on an empty file: the system releases it with the process, however that ends. */
async function lockOf(path: string): Promise<() => void> {
  const { default: LibSql } = await import('libsql');
  const file = new LibSql(path);
  try {
    file.exec(`pragma busy_timeout = ${LOCK_TIMEOUT_MS}`);
    file.exec('begin exclusive');
  } catch (error) {
    file.close();
    throw error;
  }
  return () => {
    if (file.open) {
      file.close();
    }
  };
}

async function idIn(path: string): Promise<string> {
  const known = await readFile(path, 'utf8').catch(() => '');
  if (ID.test(known.trim())) {
    return known.trim();
  }
  const id = randomUUID();
  await writeFile(path, `${id}\n`);
  return id;
}
