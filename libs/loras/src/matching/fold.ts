/** A text as it is compared, and where each of its characters comes from. */
export interface Folded {
  readonly text: string;
  /** For each UTF-16 unit of `text`: where its character begins in the original. */
  readonly starts: readonly number[];
  /** For each UTF-16 unit of `text`: where its character ends in the original. */
  readonly ends: readonly number[];
}

const MARKS = /\p{M}+/gu;
/** What people write between the words of a name, or leave out. */
const GAP = /^[\s_\u2010-\u2015-]$/u;
const BEYOND_ASCII = /\P{ASCII}/u;
const APOSTROPHES = /[\u2018\u2019\u02bc\u00b4`]/gu;

/**
 * Accents stripped, letter case folded, and every run of blanks, hyphens and underscores made one blank:
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

/** For phrases of a catalogue, where positions mean nothing. */
export function foldPhrase(phrase: string): string {
  return fold(phrase).text.trim();
}

/**
 * The phrase as it is left by SillyTavern, which replaces accents by blanks: `Élodie` becomes `e lodie`. null where it
 * has none.
 */
export function foldWithGaps(phrase: string): string | null {
  if (!BEYOND_ASCII.test(phrase)) {
    return null;
  }
  const gapped = phrase.normalize('NFD').replace(MARKS, ' ');
  const folded = foldPhrase(gapped);
  return folded === foldPhrase(phrase) ? null : folded;
}

/** A text of 32,000 characters has few different ones, and folding one takes longer than looking it up. */
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

/** By way of the capital letter, which makes one of ß and ss, of ς and σ, of ſ and s. */
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

/** Most characters of most prompts, folded beforehand. */
const OF_ASCII: readonly string[] = Array.from({ length: 128 }, (_, code) =>
  foldCharacter(String.fromCharCode(code)),
);

/** More than all characters of the scripts that are in use. */
const MOST_REMEMBERED = 10_000;
const OF_OTHERS = new Map<string, string>();
