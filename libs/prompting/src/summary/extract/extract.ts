import { namesIn } from '../names.js';
import { countWords, folded, sentencesOf, withinWords, wordsOf } from '../words.js';
import { clausesOf } from './clauses.js';
import { isEnglish, isUnseen, visualWeightOf } from './lexicon.js';

/** A clause of the text and its visual weight. */
interface Clause {
  readonly text: string;
  readonly words: number;
  readonly score: number;
}

/** A person who must be in the image weighs as much as a strong visual word. */
const NAME_WORTH = 2;
/** Weight of the first clause relative to the last: stories describe the present moment at the end. */
const OLDEST = 0.55;
const UNSEEN_SHARE = 0.2;
const LONGEST_CLAUSE = 18;

/**
 * The clauses of a passage with the highest visual weight, in order, as one line of at most `limit` words. English only;
 * for other languages the first sentences.
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
    const sight = words.reduce((sum, word) => sum + visualWeightOf(word), 0);
    const named = namesIn(clause, names).length * NAME_WORTH;
    const seen = words.some(isUnseen) ? UNSEEN_SHARE : 1;
    const recency = OLDEST + (1 - OLDEST) * ((index + 1) / clauses.length);
    // The square root favours short clauses without preferring single words.
    const score = ((sight + named) * seen * recency) / Math.sqrt(Math.max(3, words.length));
    return { text: clause, words: words.length, score };
  });
}

/** The best clauses that fit, in the order of the text. */
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

/** Whole sentences as far as they fit; the beginning of the first one if it does not fit. */
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

/** Chinese and Japanese have no space between sentences. */
function joined(sentences: readonly string[]): string {
  return sentences.reduce(
    (text, next) => `${text}${/[\u3000-\u9fff\uff00-\uffef]$/u.test(text) ? '' : ' '}${next}`,
  );
}
