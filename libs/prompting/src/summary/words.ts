/**
 * A word. Chinese, Japanese and Thai have no spaces between words; two of their letters count as one. (`Intl.Segmenter`
 * knows better, and takes a hundred times as long.)
 */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}ー]{1,2}|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])[\p{L}\p{N}\p{M}])+(?:['’.][\p{L}\p{N}]+)*/gu;

/** Between sentences; not behind the dot of a title. */
const SENTENCE_END = /(?<=[.!?…]["”'’)\]]?)(?<!\b(?:Mr|Mrs|Ms|Dr|Prof|St)\.)\s+|(?<=[。！？])|\n/u;

/** In small letters and without accents, so that `Élodie` and `elodie` are the same. */
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

/** The sentences of a text; a new line ends one too. */
export function sentencesOf(text: string): string[] {
  return text
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** The beginning of a text with at most `limit` words. */
export function withinWords(text: string, limit: number): string {
  let seen = 0;
  for (const { index } of text.matchAll(WORD)) {
    if (seen === limit) {
      return text.slice(0, index).replace(/[\s,;:(–—-]+$/u, '');
    }
    seen += 1;
  }
  return text;
}
