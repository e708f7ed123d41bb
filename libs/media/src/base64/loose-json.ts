import { withoutSurplus } from './json-surplus.js';

const BYTE_ORDER_MARK = /^\uFEFF+/;
/** Python's json module writes these for non-finite numbers, which JSON does not have. */
const NO_NUMBER = /-?\b(?:NaN|Infinity)\b/g;
/**
 * Parses JSON as vendors write it: skips a byte order mark, and reads `NaN`, `Infinity` and `-Infinity` as null. Drops
 * entries of lists and objects beyond `mostEntries` in total: a parsed tree takes up to fifty times the memory of its
 * text, and building it blocks the event loop.
 * @throws SyntaxError if it is not valid JSON otherwise; RangeError for more than 1000 levels in a long document
 */
export function parseLooseJson(document: Buffer, mostEntries: number): unknown {
  const text = withoutSurplus(document, mostEntries).toString('utf8').replace(BYTE_ORDER_MARK, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    const mended = withoutBareWords(text);
    if (mended === text) {
      throw error;
    }
    return JSON.parse(mended);
  }
}

/** Strings are left unchanged. */
function withoutBareWords(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    const open = quote === -1 ? text.length : quote;
    const end = quote === -1 ? text.length : textEnd(text, quote);
    pieces.push(text.slice(at, open).replace(NO_NUMBER, 'null'), text.slice(open, end));
    at = end;
  }
  return pieces.join('');
}

/** Behind the closing quote. */
function textEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    const quote = text.indexOf('"', at);
    const escape = text.indexOf('\\', at);
    if (quote === -1) {
      return text.length;
    }
    if (escape === -1 || escape > quote) {
      return quote + 1;
    }
    at = escape + 1;
  }
  return text.length;
}
