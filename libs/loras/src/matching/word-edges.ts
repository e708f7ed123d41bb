/** One whole character, which may have two UTF-16 units. */
const FIRST = /^./su;
const LAST = /.$/su;
const WORD = /[\p{L}\p{N}\p{M}]/u;
/** Scripts without spaces between words, and so without word boundaries. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
/** A name in the plural or the genitive is still the name. */
const ENDINGS = ["'s", 'es', 's', ''];

/**
 * The end of the word that starts with `text[start, end)`, including a plural or genitive ending. null if the range is only
 * part of a longer word.
 */
export function wordEnd(text: string, start: number, end: number): number | null {
  if (!isEdge(text, start)) {
    return null;
  }
  const ending = ENDINGS.find((one) => text.startsWith(one, end) && isEdge(text, end + one.length));
  return ending === undefined ? null : end + ending.length;
}

/** True if there is a word boundary between the two characters. */
function isEdge(text: string, at: number): boolean {
  const before = LAST.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? '';
  const after = FIRST.exec(text.slice(at, at + 2))?.[0] ?? '';
  return !(WORD.test(before) && WORD.test(after)) || UNSPACED.test(before) || UNSPACED.test(after);
}
