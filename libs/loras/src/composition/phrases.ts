const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
const CLOSERS = new Set(Object.values(CLOSING));

/**
 * The parts of a prompt between commas, including whitespace: joining them with commas gives the prompt again. Commas
 * inside brackets and tags do not count; an unclosed bracket is an ordinary character.
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

/** For each position, whether it is inside brackets. `\(` is not a bracket (A1111). */
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

/** Brackets, weights, tags and wildcards, whose position matters. */
const SYNTAX = /[()[\]{}<>|\\]|:\s*-?\d|__/;
const WORD = /\p{L}{2}/u;
/** A1111's keywords that separate independent sections of a prompt. */
const SECTION = /\b(?:BREAK|AND)\b/;

/** True if a repetition of the phrase is redundant: plain words without syntax, and not just a number. */
export function isPlain(phrase: string): boolean {
  return !SYNTAX.test(phrase) && WORD.test(phrase) && !beginsSection(phrase);
}

export function beginsSection(phrase: string): boolean {
  return SECTION.test(phrase);
}
