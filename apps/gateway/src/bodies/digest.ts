import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** Hashed in well under a millisecond. */
const SLICE = 512 * 1024;

/**
 * SHA-256 of all parts, concatenated, in hex. Large parts are hashed in slices, yielding to the event loop after each:
 * a body can be 128 MiB.
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
