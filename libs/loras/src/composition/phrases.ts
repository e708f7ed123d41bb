const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
const CLOSERS = new Set(Object.values(CLOSING));

/**
 * The parts of a prompt between commas, blanks and all: put together with commas they are the prompt again. Commas
 * inside of brackets and tags do not count; a bracket that is never closed is a character like any other.
 */
export function splitPhrases(prompt: string): string[] {
  const enclosed = enclosedPlaces(prompt);
  const phrases: string[] = [];
  let start = 0;
  for (let at = 0; at < prompt.length; at += 1) {
    if (prompt.charAt(at) === ',' && enclosed[at] === 0) {
      phrases.push(prompt.slice(start, at));
      start = at + 1;
    }
  }
  return [...phrases, prompt.slice(start)];
}

/** For each place whether it is inside of brackets. `\(` is no bracket (A1111). */
function enclosedPlaces(prompt: string): Uint8Array {
  const enclosed = new Uint8Array(prompt.length);
  const open: { readonly at: number; readonly closing: string }[] = [];
  for (let at = 0; at < prompt.length; at += 1) {
    const character = prompt.charAt(at);
    const closing = CLOSING[character];
    if (character === '\\') {
      at += 1;
    } else if (closing !== undefined) {
      open.push({ at, closing });
    } else if (CLOSERS.has(character)) {
      const partner = open.findLastIndex((one) => one.closing === character);
      if (partner !== -1) {
        enclosed.fill(1, open[partner]?.at, at);
        open.length = partner;
      }
    }
  }
  return enclosed;
}

/** Brackets, weights, tags and wildcards carry meaning by standing where they stand. */
const SYNTAX = /[()[\]{}<>|\\]|:\s*-?\d|__/;
const WORD = /\p{L}{2}/u;
/** A1111's words between which prompts are read apart from each other. */
const SECTION = /\b(?:BREAK|AND)\b/;

/** Whether a phrase says nothing new when it comes again: plain words, without syntax, and more than a number. */
export function isPlain(phrase: string): boolean {
  return !SYNTAX.test(phrase) && WORD.test(phrase) && !beginsSection(phrase);
}

export function beginsSection(phrase: string): boolean {
  return SECTION.test(phrase);
}
