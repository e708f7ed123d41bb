import { isBlank } from './blanks.js';

/** The inside of a string literal, without its quotes. */
export interface JsonLiteral {
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** Bytes looked at here before a native search is worth its call: most literals are short. */
const NEAR = 32;

/** String values of more than `shortest` bytes, found by hopping from quote to quote; names of members are left out. */
export function* longValues(document: Buffer, shortest: number): Generator<JsonLiteral> {
  let open = nextQuote(document, 0);
  while (open !== -1) {
    const close = closingQuote(document, open + 1);
    if (close === -1) {
      return;
    }
    if (close - open - 1 > shortest && !isName(document, close)) {
      yield { start: open + 1, end: close };
    }
    open = nextQuote(document, close + 1);
  }
}

/** Where a text begins, its quote included, that is not over at the end of these bytes; their length when none is. */
export function unfinishedText(bytes: Buffer): number {
  let open = nextQuote(bytes, 0);
  while (open !== -1) {
    const close = closingQuote(bytes, open + 1);
    if (close === -1) {
      return open;
    }
    open = nextQuote(bytes, close + 1);
  }
  return bytes.length;
}

function nextQuote(document: Buffer, from: number): number {
  const near = Math.min(from + NEAR, document.length);
  for (let at = from; at < near; at += 1) {
    if (document[at] === QUOTE) {
      return at;
    }
  }
  return document.indexOf(QUOTE, near);
}

function closingQuote(document: Buffer, from: number): number {
  let quote = nextQuote(document, from);
  while (quote !== -1 && isEscaped(document, quote)) {
    quote = nextQuote(document, quote + 1);
  }
  return quote;
}

/** An odd number of backslashes before it. */
function isEscaped(document: Buffer, position: number): boolean {
  let before = position - 1;
  while (before >= 0 && document[before] === BACKSLASH) {
    before -= 1;
  }
  return (position - before) % 2 === 0;
}

function isName(document: Buffer, close: number): boolean {
  let after = close + 1;
  while (isBlank(document[after] ?? 0)) {
    after += 1;
  }
  return document[after] === COLON;
}

/** What follows a backslash, and the character it stands for. `\"` and `\\` are in no base64 text. */
const SHORT_ESCAPES: ReadonlyMap<number, number> = new Map([
  [0x2f, 0x2f],
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
]);
const SHORT_ESCAPE_LENGTH = 2;
const UNICODE_ESCAPE = 0x75;
const UNICODE_ESCAPE_LENGTH = 6;
const LAST_ASCII = 0x7f;

/**
 * A literal as the ASCII text it stands for: PHP writes `\/` for a slash, .NET `\u002B` for a plus, Gson `\u003d` for an
 * equals sign. null for a literal with any other escape.
 */
export function unescapedAscii(literal: Buffer): Buffer | null {
  if (!literal.includes(BACKSLASH)) {
    return literal;
  }
  const text = Buffer.allocUnsafe(literal.length);
  let length = 0;
  let from = 0;
  for (let at = literal.indexOf(BACKSLASH); at !== -1; at = literal.indexOf(BACKSLASH, from)) {
    const isUnicode = literal[at + 1] === UNICODE_ESCAPE;
    const byte = isUnicode ? unicodeEscape(literal, at + 2) : SHORT_ESCAPES.get(literal[at + 1] ?? 0);
    if (byte === undefined) {
      return null;
    }
    length += literal.copy(text, length, from, at);
    text[length] = byte;
    length += 1;
    from = at + (isUnicode ? UNICODE_ESCAPE_LENGTH : SHORT_ESCAPE_LENGTH);
  }
  length += literal.copy(text, length, from);
  return text.subarray(0, length);
}

function unicodeEscape(literal: Buffer, at: number): number | undefined {
  const digits = literal.toString('latin1', at, at + 4);
  const code = /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : Infinity;
  return code <= LAST_ASCII ? code : undefined;
}
