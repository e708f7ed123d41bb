import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** Hashed in well under a millisecond. */
const SLICE = 512 * 1024;

/**
 * SHA-256 of all parts in a row, as hex. Large parts are hashed in slices, and everybody else has a turn of the event
 * loop after each: a body may have 128 MiB.
 */
export async function digestOf(parts: Iterable<Buffer | string>): Promise<string> {
  const hash = createHash('sha256');
  for (const part of parts) {
    if (typeof part === 'string' || part.length <= SLICE) {
      hash.update(part);
      continue;
    }
    for (let start = 0; start < part.length; start += SLICE) {
      hash.update(part.subarray(start, start + SLICE));
      await setImmediate();
    }
  }
  return hash.digest('hex');
}
