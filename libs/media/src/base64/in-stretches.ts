import { setImmediate as nextTurn } from 'node:timers/promises';

/** Pixels processed before the event loop gets a turn: about 2 ms. */
const STRETCH = 131_072;

/**
 * Calls `work` for consecutive ranges of `length` pixels, with a turn of the event loop between them. Stops early if
 * `work` returns false.
 */
export async function inStretches(
  length: number,
  work: (start: number, end: number) => boolean | void,
): Promise<void> {
  for (let start = 0; start < length; start += STRETCH) {
    if (work(start, Math.min(start + STRETCH, length)) === false) {
      return;
    }
    await nextTurn();
  }
}
