import { CLAUSE_MARKS } from './clause-marks.js';

/**
 * A word. Chinese, Japanese and Thai have no spaces between words; two of their letters count as one word.
 * (`Intl.Segmenter` is more exact, but a hundred times slower.)
 */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}ー]{1,2}|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])[\p{L}\p{N}\p{M}])+(?:['’.][\p{L}\p{N}]+)*/gu;

/** Sentence boundaries, but not after a title such as `Dr.` Includes Chinese, Japanese, Arabic, Urdu and Hindi marks. */
const SENTENCE_END =
  /(?<=[.!?…؟۔।॥]["”'’)\]]?)(?<!\b(?:Mr|Mrs|Ms|Dr|Prof|St)\.)\s+|(?<=[。！？｡．]["”’」』）]?)(?!["”’」』）])|\n/u;

/** Positions to cut at: after a sentence, a clause or a tag. A comma between digits is part of a number. */
const CLAUSE_END = new RegExp(`[。！？｡．!?؟۔।॥]|\\.(?=\\s)|(?!(?<=\\d),(?=\\d))[${CLAUSE_MARKS}]`, 'gu');

/** Dangling characters that a cut may leave at the end. */
const LOOSE_END = new RegExp(`[\\s(（–—:${CLAUSE_MARKS}-]+$`, 'u');

/** Lower case without accents, so that `Élodie` and `elodie` are the same. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of a text, in any language. */
export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}

export function countWords(text: string): number {
  return wordsOf(text).length;
}

/** The sentences of a text. A line break also ends one. */
export function sentencesOf(text: string): string[] {
  return text
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/**
 * The beginning of a text with at most `limit` words, cut after a sentence, a clause or a tag, or between two words if the
 * first of these is longer than the limit.
 */
export function withinWords(text: string, limit: number): string {
  const most = startOfWord(text, limit);
  if (most === text.length) {
    return text;
  }
  const ends = [...text.slice(0, most).matchAll(CLAUSE_END)].map(({ index, 0: mark }) => index + mark.length);
  const whole = ends.findLast((end) => countWords(text.slice(0, end)) > 0);
  return text.slice(0, whole ?? betweenWords(text, most)).replace(LOOSE_END, '');
}

/** The position after the first `count` words; the end of the text if it has no more. */
function startOfWord(text: string, count: number): number {
  let seen = 0;
  for (const { index } of text.matchAll(WORD)) {
    if (seen === count) {
      return index;
    }
    seen += 1;
  }
  return text.length;
}

/** Longer than any word. */
const AROUND = 40;

/** The last position at or before `most` that does not split a word, also in languages without spaces. */
function betweenWords(text: string, most: number): number {
  const from = Math.max(0, most - AROUND);
  const around = text.slice(from, most + AROUND).toWellFormed();
  const starts = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(around)]
    .map(({ index }) => from + index)
    .filter((start) => start <= most && countWords(text.slice(0, start)) > 0);
  return starts.at(-1) ?? most;
}
