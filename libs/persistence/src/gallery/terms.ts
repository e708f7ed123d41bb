import { createHash } from 'node:crypto';

/** Runs of letters, marks and digits; single characters in scripts without blanks between words. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|[\p{L}\p{M}\p{N}]+/gu;

/** Longer ones are no words, and indices limit the length. */
const LONGEST_WORD = 64;

/** Maximum per prompt; a repetitive prompt of 32,000 characters has fewer. */
const MOST_WORDS = 2_000;

/** What pictures are searched by besides words. Each has its own prefix, so that no word is mistaken for a model. */
const MARKS = {
  callerId: '_c',
  model: '_m',
  provider: '_p',
  lora: '_l',
  operation: '_o',
  dialect: '_d',
} as const;

export type Facet = keyof typeof MARKS;

/** The distinct words of a text, in lower case and normalised (full width, ligatures). */
export function wordsOf(text: string): string[] {
  const words = text.normalize('NFKC').toLowerCase().match(WORD) ?? [];
  return [...new Set(words.map((word) => word.slice(0, LONGEST_WORD).toWellFormed()))].slice(0, MOST_WORDS);
}

/** A term that no word can equal, made of letters and digits whatever the value contains. */
export function facetTerm(facet: Facet, value: string): string {
  const known = facet === 'lora' ? value.toLowerCase() : value;
  return `${MARKS[facet]}${createHash('sha256').update(known).digest('hex').slice(0, 16)}`;
}
