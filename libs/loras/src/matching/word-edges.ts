/** One character, whole: two UTF-16 units make some of them. */
const FIRST = /^./su;
const LAST = /.$/su;
const WORD = /[\p{L}\p{N}\p{M}]/u;
/** Scripts that put no blanks between words: their words have no edges to look for. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
/** A name in the plural or the genitive is still the name. */
const ENDINGS = ["'s", 'es', 's', ''];

/**
 * Where the word that begins with `text[start, end)` ends, when these are whole words: a plural or genitive ending
 * belongs to them. null when they are a part of longer words.
 */
export function wordEnd(text: string, start: number, end: number): number | null {
  if (!isEdge(text, start)) {
    return null;
  }
  const ending = ENDINGS.find((one) => text.startsWith(one, end) && isEdge(text, end + one.length));
  return ending === undefined ? null : end + ending.length;
}

/** Whether no word goes across the place between two characters. */
function isEdge(text: string, at: number): boolean {
  const before = LAST.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? '';
  const after = FIRST.exec(text.slice(at, at + 2))?.[0] ?? '';
  return !(WORD.test(before) && WORD.test(after)) || UNSPACED.test(before) || UNSPACED.test(after);
}
