import { randomUUID } from 'node:crypto';
import { hasMoreBlanks } from './blanks.js';
import { base64Bytes, decodeBase64 } from './decode-base64.js';
import { hasMoreValues, longValues, unescapedAscii } from './json-literals.js';
import { withoutSurplus } from './json-surplus.js';

/** A JSON document whose pictures were cut out. */
export interface CutJson {
  /** As `JSON.parse` gives it, with a short placeholder where a long base64 text stood. */
  readonly value: unknown;
  /**
   * The bytes behind a placeholder, a bare base64 text or a `data:` URI. A placeholder gives the same buffer each time.
   * @throws PictureError if it is not base64
   */
  bytesOf(text: string): Buffer;
}

/** Limits on a document apart from its pictures. */
export interface JsonBounds {
  readonly bytes: number;
  /** Including the names of members. */
  readonly values: number;
}

/** Limits that refuse a document, or limits that truncate it. */
export interface ReadingBounds extends Partial<JsonBounds> {
  /** Entries of lists and objects that are read; the rest is dropped. */
  readonly entries?: number;
}

/** A document that exceeds its limits. */
export class JsonTooLarge extends RangeError {
  override readonly name = 'JsonTooLarge';

  constructor(
    readonly what: keyof JsonBounds,
    readonly most: number,
  ) {
    super(`More than ${most} ${what} stand beside the pictures.`);
  }
}

/** Parses a document without its pictures. @throws SyntaxError, RangeError */
export type ParseJson = (document: Buffer) => unknown;

const parseStrictly: ParseJson = (document) => JSON.parse(document.toString('utf8'));

/** Shorter texts are cheaper as strings than as buffers. */
export const SHORTEST_CUT = 4096;

/** Minimum characters per blank: MIME breaks lines after 76, PEM after 64, both with CR LF. */
const LEAST_PER_BLANK = 30;

/**
 * Parses JSON without creating a JavaScript string for a picture in it: parsing a 2 MB base64 text takes 6 ms and twice
 * its size in memory, only to be decoded afterwards. Pictures are decoded here, so nothing keeps the document in
 * memory. Long texts that are not entirely base64 remain strings.
 * @param bounds On everything but the pictures. A parsed tree takes up to fifty times the memory of its text, and parsing
 * blocks the event loop.
 * @param parse Default: `JSON.parse`
 * @throws SyntaxError if the document is not valid JSON; JsonTooLarge
 */
export function cutBase64(
  whole: Buffer,
  bounds: ReadingBounds = {},
  parse: ParseJson = parseStrictly,
): CutJson {
  const { bytes: mostBytes = Infinity, values: mostValues = Infinity, entries = Infinity } = bounds;
  const document = withoutSurplus(whole, entries);
  const cuts = new Map<string, Buffer>();
  const nonce = `cut:${randomUUID().replaceAll('-', '')}:`;
  const pieces: Buffer[] = [];
  let kept = 0;
  for (const { start, end } of longValues(document, SHORTEST_CUT, mostValues)) {
    const bytes = pictureBytes(document.subarray(start, end));
    if (bytes !== null) {
      const placeholder = `${nonce}${cuts.size}`;
      cuts.set(placeholder, bytes);
      pieces.push(document.subarray(kept, start), Buffer.from(placeholder, 'latin1'));
      kept = end;
    }
  }
  const rest = kept === 0 ? document : Buffer.concat([...pieces, document.subarray(kept)]);
  if (rest.length > mostBytes) {
    throw new JsonTooLarge('bytes', mostBytes);
  }
  if (mostValues !== Infinity && hasMoreValues(rest, mostValues)) {
    throw new JsonTooLarge('values', mostValues);
  }
  const value = parse(rest);
  return { value, bytesOf: (text) => cuts.get(text) ?? decodeBase64(text) };
}

/**
 * null for what is not base64 or could just as well be prose. Line breaks are escaped in JSON: a document with bare
 * ones is left for `JSON.parse` to refuse.
 */
function pictureBytes(literal: Buffer): Buffer | null {
  if (hasMoreBlanks(literal, 0)) {
    return null;
  }
  const text = unescapedAscii(literal);
  return text === null || isWords(text) ? null : base64Bytes(text);
}

/** Words on separate lines consist of base64 characters too, but no encoder breaks lines that early. */
function isWords(text: Buffer): boolean {
  return hasMoreBlanks(text, text.length / LEAST_PER_BLANK);
}
