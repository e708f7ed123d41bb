import { namesIn } from '../names.js';
import { countWords, folded, sentencesOf, withinWords, wordsOf } from '../words.js';
import { clausesOf } from './clauses.js';
import { isEnglish, isUnseen, worthOf } from './lexicon.js';

/** A part of the text, and what it would add to a picture. */
interface Clause {
  readonly text: string;
  readonly words: number;
  readonly score: number;
}

/** Somebody who is to be in the picture is worth as much as a striking sight. */
const NAME_WORTH = 2;
/** The first clause counts so much of the last one: stories tell the present moment at the end. */
const OLDEST = 0.55;
const UNSEEN_SHARE = 0.2;
const LONGEST_CLAUSE = 18;

/**
 * The clauses of a passage that show most, in their order, as one line of at most `limit` words. English only; of any
 * other language its first sentences.
 */
export function extract(text: string, names: readonly string[], limit: number): string {
  const words = wordsOf(text).map(folded);
  if (isEnglish(words)) {
    const best = bestOf(scored(text, names), limit);
    if (best.length > 0) {
      return withinWords(best.join(', '), limit);
    }
  }
  return firstSentences(text, limit);
}

function scored(text: string, names: readonly string[]): Clause[] {
  const clauses = [...new Map(clausesOf(text).map((clause) => [folded(clause), clause])).values()];
  return clauses.map((clause, index) => {
    const words = wordsOf(clause).map(folded);
    const sight = words.reduce((sum, word) => sum + worthOf(word), 0);
    const named = namesIn(clause, names).length * NAME_WORTH;
    const seen = words.some(isUnseen) ? UNSEEN_SHARE : 1;
    const recency = OLDEST + (1 - OLDEST) * ((index + 1) / clauses.length);
    // The root favours what is said briefly, and still prefers a full clause to a single word.
    const score = ((sight + named) * seen * recency) / Math.sqrt(Math.max(3, words.length));
    return { text: clause, words: words.length, score };
  });
}

/** As many of the best as there is room for, in the order of the text. */
function bestOf(clauses: readonly Clause[], limit: number): string[] {
  const chosen = new Set<Clause>();
  let room = limit;
  for (const clause of clauses.toSorted((a, b) => b.score - a.score)) {
    const fits = clause.words <= Math.min(room, LONGEST_CLAUSE);
    if (clause.score > 0 && clause.words > 0 && fits) {
      chosen.add(clause);
      room -= clause.words;
    }
  }
  return clauses.filter((clause) => chosen.has(clause)).map((clause) => clause.text);
}

/** Whole sentences as long as they fit; the beginning of the first where not even that does. */
function firstSentences(text: string, limit: number): string {
  const sentences = sentencesOf(text);
  let count = 0;
  let room = limit;
  for (const sentence of sentences) {
    room -= countWords(sentence);
    if (room < 0) {
      break;
    }
    count += 1;
  }
  return withinWords(count === 0 ? text : joined(sentences.slice(0, count)), limit);
}

/** Chinese and Japanese put no space between sentences. */
function joined(sentences: readonly string[]): string {
  return sentences.reduce(
    (text, next) => `${text}${/[\u3000-\u9fff\uff00-\uffef]$/u.test(text) ? '' : ' '}${next}`,
  );
}
