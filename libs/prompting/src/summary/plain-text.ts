/** Longer passages are cut in the middle: the beginning names the people, the end the current scene. */
const MOST_BEGINNING = 5000;
const MOST_END = 15_000;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  apos: "'",
  nbsp: ' ',
};

/** Direct speech, which is not visible. */
const SPEECH = /"[^"\n]{0,2000}"|“[^”\n]{0,2000}”|«[^»\n]{0,2000}»|„[^“”\n]{0,2000}[“”]/g;

/**
 * A chat message without code, HTML, Markdown, out-of-character notes and direct speech. Speech is kept if the message
 * consists of little else.
 */
export function plainText(text: string): string {
  const written = bounded(text)
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<(script|style)\b[^>]{0,200}>[\s\S]*?(?:<\/\1>|$)/gi, ' ')
    .replace(/<\/?[a-z][^<>]{0,500}>/gi, ' ')
    .replace(/&(#?\w{2,4});/g, (entity: string, name: string) => ENTITIES[name.toLowerCase()] ?? entity)
    .replace(/\(\(?\s*ooc\b[^()]{0,2000}\)?\)?|\[\s*ooc\b[^\]]{0,2000}\]?/gi, ' ')
    .replace(/^\s*ooc\s*:.*$/gim, ' ')
    .replace(/!\[[^\]]{0,300}\]\([^)]{0,2000}\)/g, ' ')
    .replace(/\[([^\]]{0,300})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/^\s*(?:#{1,6}|>+|[-+*]|\d{1,2}\.)\s+/gm, '')
    .replace(/[*`~]+|(?<!\w)_+|_+(?!\w)/g, '');
  const silent = tidied(written.replace(SPEECH, ' '));
  return silent.length * 4 < written.length ? tidied(written.replace(/["“”„«»]/g, ' ')) : silent;
}

function bounded(text: string): string {
  return text.length <= MOST_BEGINNING + MOST_END
    ? text
    : `${text.slice(0, MOST_BEGINNING)}\n${text.slice(-MOST_END)}`.toWellFormed();
}

function tidied(text: string): string {
  return (
    text
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n[\s]*/g, '\n')
      // A soft line break.
      .replace(/(?<![.!?:])\n(?=\p{Ll})/gu, ' ')
      .replace(/ ([,.;:!?])/g, '$1')
      .trim()
  );
}
