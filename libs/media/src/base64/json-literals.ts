import { isBlank } from './blanks.js';

/** The inside of a string literal, without its quotes. */
export interface JsonLiteral {
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** Bytes compared here before a native search pays off: most literals are short. */
const NEAR = 32;

const OPENING_BRACKET = 0x5b;
const OPENING_BRACE = 0x7b;
const COMMA = 0x2c;

/**
 * String values of more than `shortest` bytes, found by searching from quote to quote; names of members are skipped.
 * @param most Maximum number of literals. The search ends there, because it blocks the event loop.
 */
export function* longValues(document: Buffer, shortest: number, most = Infinity): Generator<JsonLiteral> {
  let open = nextQuote(document, 0);
  for (let count = 0; open !== -1 && count <= most; count += 1) {
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

/**
 * Whether a JSON document contains more than `most` values, including names of members. The result for invalid JSON is
 * arbitrary. Works on the bytes, because parsing a million values takes seconds.
 */
export function hasMoreValues(document: Buffer, most: number): boolean {
  let count = 1;
  for (let at = 0; at < document.length && count <= most; at += 1) {
    const byte = document[at];
    if (byte === QUOTE) {
      const close = closingQuote(document, at + 1);
      at = close === -1 ? document.length : close;
    } else if (byte === COMMA || byte === COLON || byte === OPENING_BRACKET || byte === OPENING_BRACE) {
      // Two for each member of an object: its name has to be made, too.
      count += 1;
    }
  }
  return count > most;
}

/** Where a text begins, its quote included, that is not over at the end of these bytes; their length when none is. */
export function unfinishedText(bytes: Buffer): { readonly start: number; readonly textsBefore: number } {
  let open = nextQuote(bytes, 0);
  let textsBefore = 0;
  while (open !== -1) {
    const close = closingQuote(bytes, open + 1);
    if (close === -1) {
      return { start: open, textsBefore };
    }
    textsBefore += 1;
    open = nextQuote(bytes, close + 1);
  }
  return { start: bytes.length, textsBefore };
}

/** Where the text ends that begins with the quote at `open`: its closing quote, or the end of the document. */
export function endOfText(document: Buffer, open: number): number {
  const close = closingQuote(document, open + 1);
  return close === -1 ? document.length : close;
}

function nextQuote(document: Buffer, from: number): number {
  const near = from + NEAR;
  for (let at = from; at < near && at < document.length; at += 1) {
    if (document[at] === QUOTE) {
      return at;
    }
  }
  return document.indexOf(QUOTE, near);
}

function closingQuote(document: Buffer, from: number): number {
  const quote = nextQuote(document, from);
  return quote !== -1 && isEscaped(document, quote) ? closingQuoteOfText(document, quote + 1) : quote;
}

/** A text with an escaped quote in it is no base64 and may be full of them: it is read byte by byte. */
function closingQuoteOfText(document: Buffer, from: number): number {
  for (let at = from; at < document.length; at += 1) {
    const byte = document[at];
    if (byte === QUOTE) {
      return at;
    }
    if (byte === BACKSLASH) {
      at += 1;
    }
  }
  return -1;
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
const SHORT_ESCAPES = new Uint8Array(256);
SHORT_ESCAPES[0x2f] = 0x2f;
SHORT_ESCAPES[0x6e] = 0x0a;
SHORT_ESCAPES[0x72] = 0x0d;
SHORT_ESCAPES[0x74] = 0x09;
const UNICODE_ESCAPE = 0x75;
const UNICODE_ESCAPE_LENGTH = 6;
const LAST_ASCII = 0x7f;

/**
 * A literal as the ASCII text it stands for: PHP writes `\/` for a slash, .NET `\u002B` for a plus, Gson `\u003d` for
 * an equals sign. null for a literal with any other escape.
 */
export function unescapedAscii(literal: Buffer): Buffer | null {
  if (!literal.includes(BACKSLASH)) {
    return literal;
  }
  const text = Buffer.allocUnsafe(literal.length);
  let length = 0;
  for (let at = 0; at < literal.length; at += 1) {
    let byte = literal[at];
    if (byte === BACKSLASH) {
      const isUnicode = literal[at + 1] === UNICODE_ESCAPE;
      byte = isUnicode ? unicodeEscape(literal, at + 2) : SHORT_ESCAPES[literal[at + 1] ?? 0];
      at += isUnicode ? UNICODE_ESCAPE_LENGTH - 1 : 1;
    }
    if (byte === undefined || (byte === 0 && literal[at] !== 0)) {
      return null;
    }
    text[length] = byte;
    length += 1;
  }
  return text.subarray(0, length);
}

function unicodeEscape(literal: Buffer, at: number): number | undefined {
  const digits = literal.toString('latin1', at, at + 4);
  const code = /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : Infinity;
  return code <= LAST_ASCII ? code : undefined;
}
