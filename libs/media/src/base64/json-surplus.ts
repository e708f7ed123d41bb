import { endOfText } from './json-literals.js';

const COMMA = 0x2c;
const QUOTE = 0x22;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
/** Deeper than any response of a vendor. */
const MOST_LEVELS = 1000;
/** Shorter documents cannot contain enough entries to be worth counting. */
const SHORT = 65_536;

/**
 * Truncates a JSON document after its `most`-th entry, counted over all lists and objects, and closes what is open; the
 * rest is not read. Returns the document itself if it has no more entries.
 * @throws RangeError for more than 1000 levels in a long document
 */
export function withoutSurplus(document: Buffer, most: number): Buffer {
  if (document.length <= SHORT || most === Infinity) {
    return document;
  }
  const closings: number[] = [];
  let entries = 0;
  for (let at = 0; at < document.length; at += 1) {
    const byte = document[at] ?? 0;
    if (byte === QUOTE) {
      at = endOfText(document, at);
    } else if (byte === COMMA && entries >= most) {
      return Buffer.concat([document.subarray(0, at), Buffer.from(closings.toReversed())]);
    } else {
      entries += entered(closings, byte);
    }
  }
  return document;
}

/** How many entries begin with a byte that stands outside of texts. Keeps account of what is open. */
function entered(closings: number[], byte: number): number {
  if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
    closings.pop();
  } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
    open(closings, byte === OPEN_LIST ? CLOSE_LIST : CLOSE_OBJECT);
    return 1;
  }
  return byte === COMMA ? 1 : 0;
}

function open(closings: number[], closing: number): void {
  if (closings.length === MOST_LEVELS) {
    throw new RangeError(`The document has more than ${MOST_LEVELS} levels.`);
  }
  closings.push(closing);
}
