import { CLAUSE_MARKS } from './clause-marks.js';
import { folded, wordsOf } from './words.js';

/** Fewer words than this are a prompt already. */
const SHORT = 60;

/** A piece of so many words between commas is a tag and no clause. */
const TAG_WORDS = 4;
const MOSTLY = 0.6;
const BETWEEN_TAGS = new RegExp(`[${CLAUSE_MARKS}]`, 'u');
/** One mark of A1111's prompt language for so many words shows that somebody wrote a prompt. */
const WORDS_FOR_MARK = 25;

/** `(word:1.2)`, `<lora:name:0.8>`, `BREAK`, `((emphasis))`: nobody writes these in prose. */
const PROMPT_MARK = /\([^()]{1,100}:\s*\d(?:\.\d+)?\)|<\w+:[^<>]{1,200}>|\bBREAK\b|\(\([^()]{1,100}\)\)/g;

/** Why a text is left as it is; null for prose that is worth a summary. */
export function reasonToLeave(text: string, keep: readonly string[], limit: number): string | null {
  const words = wordsOf(text);
  if (wordsBeside(words, keep) <= wordsOfPrompt(limit)) {
    return 'it is short enough';
  }
  return isTagLike(text, words.length) ? 'it is a list of tags already' : null;
}

/** How many words a prompt has at most that is short enough; no summary of the bridge's own is longer. */
export function wordsOfPrompt(limit: number): number {
  return Math.min(SHORT - 1, limit);
}

/** Names that are kept anyway make no prompt longer: a summary is short, whatever had to be put back. */
function wordsBeside(words: readonly string[], keep: readonly string[]): number {
  const kept = new Set(keep.flatMap((name) => wordsOf(folded(name))));
  return words.filter((word) => !kept.has(folded(word))).length;
}

function isTagLike(text: string, words: number): boolean {
  const marks = text.match(PROMPT_MARK)?.length ?? 0;
  if (marks * WORDS_FOR_MARK >= words) {
    return true;
  }
  const inTags = text
    .split(BETWEEN_TAGS)
    .map((piece) => wordsOf(piece).length)
    .filter((count) => count <= TAG_WORDS)
    .reduce((sum, count) => sum + count, 0);
  return inTags >= words * MOSTLY;
}
