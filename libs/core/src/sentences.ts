/** An end mark, perhaps behind a closing quote or bracket. */
const ENDED = /[.!?…]["'”’)\]]*$/;

/** A text that others go on from: without its full stops. */
export function withoutStop(text: string): string {
  return text.trimEnd().replace(/(?<!\.)\.{1,2}$/, '');
}

/** Texts as sentences, one behind the other: one that has its own end mark gets no second one. */
export function sentences(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => (ENDED.test(text) ? text.replace(/(?<!\.)\.{2}$/, '.') : `${text}.`))
    .join(' ');
}
