import { folded } from './words.js';

/** Scripts without spaces between words, in which a name may be adjacent to other letters. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;
const LETTER = /[\p{L}\p{N}]/u;

/** The `names` that occur in `text` as whole words, ignoring case and accents. */
export function namesIn(text: string, names: readonly string[]): string[] {
  const within = folded(text);
  return [...new Set(names)].filter((name) => isIn(within, folded(name).trim()));
}

/** `text` with the missing `names` appended. */
export function withNames(text: string, names: readonly string[]): string {
  const there = new Set(namesIn(text, names));
  const lost = names.filter((name) => !there.has(name));
  return [text, ...lost].filter((part) => part !== '').join(', ');
}

function isIn(text: string, name: string): boolean {
  if (name === '') {
    return false;
  }
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (
      isBorder(text.charAt(at - 1), name.charAt(0)) &&
      isBorder(text.charAt(at + name.length), lastOf(name))
    ) {
      return true;
    }
  }
  return false;
}

function lastOf(name: string): string {
  return name.charAt(name.length - 1);
}

/** True if a name may end between the two characters. */
function isBorder(outside: string, inside: string): boolean {
  return !LETTER.test(outside) || !LETTER.test(inside) || UNSPACED.test(inside);
}
