import { setTimeout as wait } from 'node:timers/promises';
import { errorCode } from '@fusionbridge/core';

/** About twelve seconds: files are closed as soon as their responses are sent. */
const PAUSES_MS = [50, 100, 250, 500, 1000, 2000, 4000, 4000];

const TOO_MANY = new Set(['EMFILE', 'ENFILE']);

/** Retries while the process or the machine has too many files open. */
export async function whileTooManyFilesAreOpen<T>(
  work: () => Promise<T>,
  pausesMs: readonly number[] = PAUSES_MS,
): Promise<T> {
  for (const pauseMs of pausesMs) {
    try {
      return await work();
    } catch (error) {
      if (!TOO_MANY.has(errorCode(error))) {
        throw error;
      }
    }
    await wait(pauseMs);
  }
  return work();
}
