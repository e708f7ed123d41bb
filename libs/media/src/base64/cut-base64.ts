import { randomUUID } from 'node:crypto';
import { hasMoreBlanks } from './blanks.js';
import { base64Bytes, decodeBase64 } from './decode-base64.js';
import { hasMoreValues, longValues, unescapedAscii } from './json-literals.js';
import { withoutSurplus } from './json-surplus.js';

/** A JSON document whose pictures were left outside. */
export interface CutJson {
  /** As `JSON.parse` gives it, with a short placeholder where a long base64 text stood. */
  readonly value: unknown;
  /**
   * The bytes behind a placeholder, a bare base64 text or a `data:` URI. A placeholder gives the same buffer each time.
   * @throws PictureError if it is not base64
   */
  bytesOf(text: string): Buffer;
}

/** How much may stand beside the pictures of a document. */
export interface JsonBounds {
  readonly bytes: number;
  /** Names of members count as well. */
  readonly values: number;
}

/** Bounds that a document must keep to, or else is cut to. */
export interface ReadingBounds extends Partial<JsonBounds> {
  /** Entries of lists and objects that are read; those behind them are left out. */
  readonly entries?: number;
}

/** A document that is larger than its bounds. */
export class JsonTooLarge extends RangeError {
  override readonly name = 'JsonTooLarge';

  constructor(
    readonly what: keyof JsonBounds,
    readonly most: number,
  ) {
    super(`More than ${most} ${what} stand beside the pictures.`);
  }
}

/** Makes a value of a document without its pictures. @throws SyntaxError, RangeError */
export type ParseJson = (document: Buffer) => unknown;

const parseStrictly: ParseJson = (document) => JSON.parse(document.toString('utf8'));

/** Shorter texts cost less as strings than as pieces. */
export const SHORTEST_CUT = 4096;

/** Characters there must be for each blank: MIME breaks its lines after 76, PEM after 64, both with CR LF. */
const LEAST_PER_BLANK = 30;

/**
 * Parses JSON without ever making a JavaScript string of a picture in it: a 2 MB base64 text costs 6 ms to parse and
 * twice its size in memory, and is only turned back into bytes afterwards. What is cut out is decoded here, so nothing
 * of the document is held on to. Long texts that are not base64 through and through stay what they are.
 * @param bounds Of what stands beside the pictures. A tree takes up to fifty times its text in memory, and its parsing
 * keeps everybody waiting.
 * @param parse `JSON.parse` unless given
 * @throws SyntaxError when the document is no JSON; JsonTooLarge
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
 * null for what is no base64, and for what could as well be prose. Line breaks stand escaped in JSON: a document that
 * has them bare is left to `JSON.parse` to refuse.
 */
function pictureBytes(literal: Buffer): Buffer | null {
  if (hasMoreBlanks(literal, 0)) {
    return null;
  }
  const text = unescapedAscii(literal);
  return text === null || isWords(text) ? null : base64Bytes(text);
}

/** Words on lines of their own consist of base64 characters, too; no encoder breaks its lines so early. */
function isWords(text: Buffer): boolean {
  return hasMoreBlanks(text, text.length / LEAST_PER_BLANK);
}
