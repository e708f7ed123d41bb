/** A text normalised for comparison, with the origin of each character. */
export interface Folded {
  readonly text: string;
  /** For each UTF-16 unit of `text`: the start of its character in the original. */
  readonly starts: readonly number[];
  /** For each UTF-16 unit of `text`: the end of its character in the original. */
  readonly ends: readonly number[];
}

const MARKS = /\p{M}+/gu;
/** Separators between the words of a name, which are interchangeable. */
const GAP = /^[\s_\u2010-\u2015-]$/u;
const BEYOND_ASCII = /\P{ASCII}/u;
const APOSTROPHES = /[\u2018\u2019\u02bc\u00b4`]/gu;

/**
 * Strips accents, folds letter case, and replaces runs of blanks, hyphens and underscores with one blank:
 * `Élodie  DARK_Elf` becomes `elodie dark elf`.
 */
export function fold(original: string): Folded {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of original) {
    const folded = OF_ASCII[character.charCodeAt(0)] ?? remembered(character);
    const isRepeatedGap = folded === ' ' && text.endsWith(' ');
    if (!isRepeatedGap) {
      text += folded;
      for (let unit = 0; unit < folded.length; unit += 1) {
        starts.push(at);
        ends.push(at + character.length);
      }
    }
    at += character.length;
  }
  return { text, starts, ends };
}

/** Folds a phrase of the catalogue, for which positions are not needed. */
export function foldPhrase(phrase: string): string {
  return fold(phrase).text.trim();
}

/**
 * The phrase as SillyTavern sends it, with accents replaced by blanks: `Élodie` becomes `e lodie`. null if it has no
 * accents.
 */
export function foldWithGaps(phrase: string): string | null {
  if (!BEYOND_ASCII.test(phrase)) {
    return null;
  }
  const gapped = phrase.normalize('NFD').replace(MARKS, ' ');
  const folded = foldPhrase(gapped);
  return folded === foldPhrase(phrase) ? null : folded;
}

/** Caches folded characters: a long text has few different ones, and a lookup is faster than folding. */
function remembered(character: string): string {
  const known = OF_OTHERS.get(character);
  if (known !== undefined) {
    return known;
  }
  const folded = foldCharacter(character);
  if (OF_OTHERS.size < MOST_REMEMBERED) {
    OF_OTHERS.set(character, folded);
  }
  return folded;
}

/** Case folding by way of upper case, which unifies ß and ss, ς and σ, ſ and s. */
function foldCharacter(character: string): string {
  if (GAP.test(character)) {
    return ' ';
  }
  return character
    .normalize('NFD')
    .replace(MARKS, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(APOSTROPHES, "'");
}

/** The most frequent characters, folded in advance. */
const OF_ASCII: readonly string[] = Array.from({ length: 128 }, (_, code) =>
  foldCharacter(String.fromCharCode(code)),
);

/** Upper limit of the cache, above the number of characters in modern scripts. */
const MOST_REMEMBERED = 10_000;
const OF_OTHERS = new Map<string, string>();
