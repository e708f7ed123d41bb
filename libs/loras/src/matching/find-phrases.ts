import { fold, type Folded } from './fold.js';
import type { PhraseAutomaton } from './phrase-automaton.js';
import { wordEnd } from './word-edges.js';

/** `word`: whole words only, so that `ana` is not found in `banana`; `substring`: anywhere. */
export type KeywordMode = 'word' | 'substring';

/** An occurrence of a catalogue phrase in a text. Positions are UTF-16 units of the text. */
export interface FoundPhrase {
  /** Index of the phrase in the automaton's list. */
  readonly phrase: number;
  readonly start: number;
  readonly end: number;
  /** As written in the text. */
  readonly text: string;
}

/**
 * The phrases that occur in a text, in text order. If phrases overlap, the longest wins: `elena in armour` hides `elena`.
 */
export function findPhrases(text: string, automaton: PhraseAutomaton, mode: KeywordMode): FoundPhrase[] {
  const folded = fold(text);
  const whole = automaton.find(folded.text).flatMap((one) => {
    if (splitsCharacter(folded, one.start) || splitsCharacter(folded, one.end)) {
      return [];
    }
    const end = mode === 'word' ? wordEnd(folded.text, one.start, one.end) : one.end;
    return end === null ? [] : [{ ...one, wordEnd: end, length: one.end - one.start }];
  });
  const taken = new Uint8Array(folded.text.length);
  return whole
    .toSorted((a, b) => b.length - a.length || a.start - b.start)
    .filter(({ start, wordEnd: end }) => {
      const isFree = taken.subarray(start, end).indexOf(1) === -1;
      taken.fill(1, start, isFree ? end : start);
      return isFree;
    })
    .toSorted((a, b) => a.start - b.start)
    .map(({ phrase, start, end }) => {
      const [from = 0, to = text.length] = [folded.starts[start], folded.ends[end - 1]];
      return { phrase, start: from, end: to, text: text.slice(from, to) };
    });
}

/** True if the position is inside the folded form of one character: half of ß is not s. */
function splitsCharacter({ starts }: Folded, at: number): boolean {
  return at > 0 && at < starts.length && starts[at - 1] === starts[at];
}
