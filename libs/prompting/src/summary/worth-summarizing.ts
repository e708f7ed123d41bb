import { CLAUSE_MARKS } from './clause-marks.js';
import { folded, wordsOf } from './words.js';

/** Texts with fewer words are prompts already. */
const SHORT = 60;

/** A piece between commas with at most this many words is a tag, not a clause. */
const TAG_WORDS = 4;
const MOSTLY = 0.6;
const BETWEEN_TAGS = new RegExp(`[${CLAUSE_MARKS}]`, 'u');
/** One element of A1111's prompt syntax per this many words indicates a prompt. */
const WORDS_FOR_MARK = 25;

/** `(word:1.2)`, `<lora:name:0.8>`, `BREAK`, `((emphasis))`: not used in prose. */
const PROMPT_MARK = /\([^()]{1,100}:\s*\d(?:\.\d+)?\)|<\w+:[^<>]{1,200}>|\bBREAK\b|\(\([^()]{1,100}\)\)/g;

/** The reason not to summarize a text; null for prose that needs a summary. */
export function reasonToLeave(text: string, keep: readonly string[], limit: number): string | null {
  const words = wordsOf(text);
  if (wordsBeside(words, keep) <= wordsOfPrompt(limit)) {
    return 'it is short enough';
  }
  return isTagLike(text, words.length) ? 'it is a list of tags already' : null;
}

/** Maximum number of words of a prompt that needs no summary, and of the bridge's own summaries. */
export function wordsOfPrompt(limit: number): number {
  return Math.min(SHORT - 1, limit);
}

/** Names that are kept do not count, so that a summary with names appended still counts as short. */
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
