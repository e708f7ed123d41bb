/** An end mark, perhaps behind a closing quote or bracket. */
const ENDED = /[.!?…]["'”’)\]]*$/;

/** A text without its final full stops, so that more can be appended. */
export function withoutStop(text: string): string {
  return text.trimEnd().replace(/(?<!\.)\.{1,2}$/, '');
}

/** Joins texts as sentences; one that already has an end mark gets no second one. */
export function sentences(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => (ENDED.test(text) ? text.replace(/(?<!\.)\.{2}$/, '.') : `${text}.`))
    .join(' ');
}
