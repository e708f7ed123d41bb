import type { ArtCategory, FoundArt } from '../painting/art-library.js';
import type { Entry } from '../lexicon/entries.js';
import type { Lexicon } from '../lexicon/lexicon.js';
import type { Habit, Thing, ThingRole } from '../scene.js';
import { singularOf, type Token } from './tokens.js';

/** A word or phrase of the prompt with its meaning. */
export interface Match {
  readonly entry: Entry;
  readonly phrase: string;
  readonly plural: boolean;
  readonly clause: number;
  readonly sentence: number;
  /** Directly after the match before, in the same clause. */
  readonly joined: boolean;
}

/** Where words that the lexicon does not know are looked up. */
export interface ArtFinder {
  find(word: string): FoundArt | null;
}

/** Reads tokens into matches, the longest phrase first. Words nobody knows are left out. */
export function matchesOf(tokens: readonly Token[], lexicon: Lexicon, art: ArtFinder): Match[] {
  const matches: Match[] = [];
  const named = new Set<string>();
  let at = 0;
  let joinedTo = -1;
  while (at < tokens.length) {
    const found = matchAt(tokens, at, { lexicon, art, named });
    if (found !== null) {
      const { token, length, ...rest } = found;
      const last = matches.at(-1);
      const joined = joinedTo === at && last !== undefined && last.clause === token.clause;
      matches.push({ ...rest, clause: token.clause, sentence: token.sentence, joined });
      joinedTo = at + length;
    }
    at += found?.length ?? 1;
  }
  return matches;
}

interface Knowledge {
  readonly lexicon: Lexicon;
  readonly art: ArtFinder;
  /** Names seen before in this prompt. */
  readonly named: Set<string>;
}

interface Found {
  readonly entry: Entry;
  readonly phrase: string;
  readonly plural: boolean;
  readonly token: Token;
  readonly length: number;
}

function matchAt(tokens: readonly Token[], at: number, known: Knowledge): Found | null {
  const token = tokens[at];
  if (token === undefined) {
    return null;
  }
  for (let length = Math.min(known.lexicon.longest, tokens.length - at); length > 1; length -= 1) {
    const found = phraseAt(tokens.slice(at, at + length), known);
    if (found !== null) {
      return { ...found, token, length };
    }
  }
  const found =
    nameAt(tokens, at, known) ?? phraseAt([token], known) ?? fromArt(token, tokens[at - 1], known);
  return found === null ? null : { ...found, token, length: 1 };
}

type Meaning = Pick<Found, 'entry' | 'phrase' | 'plural'>;

function phraseAt(tokens: readonly Token[], { lexicon }: Knowledge): Meaning | null {
  const last = tokens.at(-1);
  if (last === undefined || tokens.some((token) => token.clause !== last.clause)) {
    return null;
  }
  const words = tokens.map((token) => token.word);
  const phrase = words.join(' ');
  const entry = lexicon.find(phrase);
  if (entry !== null) {
    return { entry, phrase, plural: isPlural(entry, last.word) };
  }
  const singular = singularOf(last.word);
  if (singular === null) {
    return null;
  }
  const single = [...words.slice(0, -1), singular].join(' ');
  const plural = lexicon.find(single);
  return plural === null ? null : { entry: plural, phrase: single, plural: true };
}

/** `people`, `women`, `houses` are in the lexicon as they are, and are many all the same. */
function isPlural(entry: Entry, word: string): boolean {
  return (
    (entry.kind === 'role' || entry.kind === 'thing') &&
    /^(?:people|children|men|women|infants|books|crowd|guards)$/.test(word)
  );
}

/** A first name; one that is a word as well must be written like a name and do something. */
function nameAt(tokens: readonly Token[], at: number, { lexicon, named }: Knowledge): Meaning | null {
  const token = tokens[at];
  if (token === undefined) {
    return null;
  }
  const gender = lexicon.genderOf(token.word);
  const isWord = lexicon.find(token.word) !== null;
  const seen = named.has(token.word);
  const likeName =
    token.capital &&
    (isWord ? !token.opens || acts(tokens[at + 1], lexicon) : acts(tokens[at + 1], lexicon) || !token.opens);
  const known = gender !== null && (!isWord || likeName);
  const stranger =
    gender === null && !isWord && token.capital && token.word.length > 2 && acts(tokens[at + 1], lexicon);
  if (!known && !stranger && !(seen && token.capital)) {
    return null;
  }
  named.add(token.word);
  return { entry: { kind: 'name', gender }, phrase: token.word, plural: false };
}

function acts(next: Token | undefined, lexicon: Lexicon): boolean {
  if (next === undefined) {
    return false;
  }
  const kind = lexicon.find(next.word)?.kind;
  return kind === 'act' || ['is', 'was', 'has', 'with', 'the', 'and'].includes(next.word) || kind === 'with';
}

/** By the icon's name anywhere; by a keyword only where a noun is expected. */
function fromArt(token: Token, before: Token | undefined, { art, lexicon }: Knowledge): Meaning | null {
  const direct = art.find(token.word);
  const singular = singularOf(token.word);
  const found = direct ?? (singular === null ? null : art.find(singular));
  if (found === null || token.word.length < 3 || (!found.byName && !nounMayFollow(before, token, lexicon))) {
    return null;
  }
  return {
    entry: { kind: 'thing', thing: thingFromArt(token.word, found) },
    phrase: token.word,
    plural: direct === null,
  };
}

function nounMayFollow(before: Token | undefined, token: Token, lexicon: Lexicon): boolean {
  if (before === undefined || before.clause !== token.clause) {
    return true;
  }
  const kind = lexicon.find(before.word)?.kind;
  return kind !== undefined && ['number', 'colour', 'size', 'the', 'with', 'and', 'act'].includes(kind);
}

const USUAL: Record<ArtCategory, { metres: number; habit: Habit; roles: readonly ThingRole[] }> = {
  'Animals & Nature': { metres: 0.6, habit: 'ground', roles: [] },
  'Food & Drink': { metres: 0.28, habit: 'ground', roles: ['held'] },
  Objects: { metres: 0.5, habit: 'ground', roles: ['held'] },
  Activities: { metres: 0.5, habit: 'ground', roles: ['held'] },
  'Travel & Places': { metres: 3, habit: 'ground', roles: [] },
};

function thingFromArt(word: string, { icon, category }: FoundArt): Thing {
  return { name: word, art: { kind: 'icon', icon }, ...USUAL[category], inside: null, colour: null };
}
