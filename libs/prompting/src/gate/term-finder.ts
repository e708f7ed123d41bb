import { plain, type Token } from './fold.js';

/** Shorter words occur inside too many others to be searched for in spelled-out letters. */
const SHORTEST_INSIDE = 4;

/** Finds words and phrases of a list among tokens. */
export class TermFinder {
  private readonly byFirstWord = new Map<string, string[][]>();
  private readonly inside: readonly string[];

  constructor(terms: readonly string[]) {
    const phrases = terms.map((term) => plain(term).split(' '));
    for (const phrase of phrases) {
      const [first = ''] = phrase;
      this.byFirstWord.set(first, [...(this.byFirstWord.get(first) ?? []), phrase]);
    }
    this.inside = phrases.map((phrase) => phrase.join('')).filter((one) => one.length >= SHORTEST_INSIDE);
  }

  /** The places where a term begins, with its length in tokens. */
  find(tokens: readonly Token[]): { readonly at: number; readonly length: number }[] {
    return tokens.flatMap((token, at) => {
      const length = token.spelled && this.isInside(token) ? 1 : this.longestAt(tokens, at);
      return length === 0 ? [] : [{ at, length }];
    });
  }

  private isInside({ forms }: Token): boolean {
    return forms.some((form) => this.inside.some((term) => form.includes(term)));
  }

  private longestAt(tokens: readonly Token[], at: number): number {
    const phrases = tokens[at]?.forms.flatMap((form) => this.byFirstWord.get(form) ?? []) ?? [];
    const fitting = phrases.filter((phrase) =>
      phrase.every((word, offset) => tokens[at + offset]?.forms.includes(word) === true),
    );
    return Math.max(0, ...fitting.map((phrase) => phrase.length));
  }
}
