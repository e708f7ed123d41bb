const WORDS = new Intl.Segmenter('en', { granularity: 'word' });
const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

/** In small letters and without accents, so that `Élodie` and `elodie` are the same. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of a text, in any language: Chinese and Thai have no spaces between them. */
export function wordsOf(text: string): string[] {
  return [...WORDS.segment(text)].filter((one) => one.isWordLike === true).map((one) => one.segment);
}

export function countWords(text: string): number {
  return wordsOf(text).length;
}

/** The sentences of a text; a new line ends one too. */
export function sentencesOf(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line) => [...SENTENCES.segment(line)].map((one) => one.segment.trim()))
    .filter((sentence) => sentence !== '');
}

/** The beginning of a text with at most `limit` words, and what follows the last of them up to the next. */
export function withinWords(text: string, limit: number): string {
  let most = limit;
  let cut = firstWords(text, most);
  // Languages without spaces may fall into other words when their end is missing.
  while (countWords(cut) > limit) {
    most -= 1;
    cut = firstWords(text, most);
  }
  return cut === text ? text : cut.replace(/[\s,;:(–—-]+$/u, '');
}

function firstWords(text: string, limit: number): string {
  let seen = 0;
  for (const { index, isWordLike } of WORDS.segment(text)) {
    if (isWordLike === true) {
      if (seen === limit) {
        return text.slice(0, index);
      }
      seen += 1;
    }
  }
  return text;
}
