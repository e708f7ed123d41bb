import { agesIn, hasUnspacedAge } from './ages.js';
import { plain, type Token, tokensOf } from './fold.js';
import { TermFinder } from './term-finder.js';
import {
  ALWAYS,
  CLOTHES,
  HARMLESS,
  PROBABLY_MINOR,
  SEXUAL,
  SURELY_MINOR,
  UNSPACED_MINOR,
  UNSPACED_SEXUAL,
} from './terms.js';

/**
 * Maximum distance between a word that only probably means a minor and a sexual one: a long story may mention children
 * a page earlier.
 */
const LONG = 150;
const NEAR = 40;

const always = new TermFinder(ALWAYS);
const surely = new TermFinder(SURELY_MINOR);
const probably = new TermFinder(PROBABLY_MINOR);
const sexual = new TermFinder(SEXUAL);
const harmless = new TermFinder(HARMLESS);
const unspacedMinor = UNSPACED_MINOR.map(plain);
const unspacedSexual = UNSPACED_SEXUAL.map(plain);

/** True if a text puts a person under 18 in a sexual context. `unwanted` is the negative prompt. */
export function sexualisesMinors(text: string, unwanted: string): boolean {
  const flat = plain(text);
  const tokens = withoutHarmless(tokensOf(flat));
  if (always.find(tokens).length > 0) {
    return true;
  }
  const sexualAt = places(sexual, tokens);
  const isAllSexual = undresses(unwanted) || unspacedSexual.some((term) => flat.includes(term));
  if (sexualAt.length === 0 && !isAllSexual) {
    return false;
  }
  const isMinor =
    places(surely, tokens).length > 0 ||
    agesIn(tokens).length > 0 ||
    hasUnspacedAge(flat) ||
    unspacedMinor.some((term) => flat.includes(term));
  const reach = tokens.length <= LONG ? tokens.length : NEAR;
  return isMinor || places(probably, tokens).some((at) => isAllSexual || isNear(at, sexualAt, reach));
}

function places(finder: TermFinder, tokens: readonly Token[]): number[] {
  return finder.find(tokens).map(({ at }) => at);
}

function isNear(at: number, others: readonly number[], reach: number): boolean {
  return others.some((other) => Math.abs(other - at) <= reach);
}

/** Blanks out harmless phrases that contain words of the lists. */
function withoutHarmless(tokens: readonly Token[]): readonly Token[] {
  const blanked = new Set(
    harmless.find(tokens).flatMap(({ at, length }) => Array.from({ length }, (_, offset) => at + offset)),
  );
  return tokens.map((token, index) => (blanked.has(index) ? { text: '', forms: [], spelled: false } : token));
}

function undresses(unwanted: string): boolean {
  return plain(unwanted)
    .split(/[,\n.;]/)
    .some((piece) => CLOTHES.has(piece.replace(/[()[\]:\d]/g, '').trim()));
}
