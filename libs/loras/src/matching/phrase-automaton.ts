/** A phrase found in a text: UTF-16 positions, end not included. */
export interface Occurrence {
  /** Index of the phrase in the list that the automaton was built from. */
  readonly phrase: number;
  readonly start: number;
  readonly end: number;
}

const NONE = -1;
const ROOT = 0;

/**
 * Finds every occurrence of many phrases in one pass over a text (Aho and Corasick, 1975), in time of the text's
 * length and the number of occurrences. Nodes are numbers into plain arrays: a hundred thousand of them cost a few
 * megabytes, and a step is a walk over a few siblings.
 */
export class PhraseAutomaton {
  private readonly units: number[] = [NONE];
  private readonly firstChild: number[] = [NONE];
  private readonly nextSibling: number[] = [NONE];
  private readonly fallback: number[] = [ROOT];
  /** The phrase that ends here. */
  private readonly phraseAt: number[] = [NONE];
  /** The nearest node on the way of the fallbacks at which a phrase ends. */
  private readonly shorter: number[] = [NONE];
  /** Children of the root, the one node with many. */
  private readonly fromRoot = new Map<number, number>();

  /** @param phrases Compared as they are; fold them first. Empty and repeated ones are left out */
  constructor(private readonly phrases: readonly string[]) {
    phrases.forEach((phrase, index) => this.insert(phrase, index));
    this.linkFallbacks();
  }

  /** Every occurrence, overlapping ones too, in the order of their ends. */
  find(text: string): Occurrence[] {
    const found: Occurrence[] = [];
    let node = ROOT;
    for (let at = 0; at < text.length; at += 1) {
      node = this.step(node, text.charCodeAt(at));
      for (let ending = this.endingAt(node); ending !== NONE; ending = this.valueOf(this.shorter, ending)) {
        const phrase = this.valueOf(this.phraseAt, ending);
        found.push({ phrase, start: at + 1 - (this.phrases[phrase]?.length ?? 0), end: at + 1 });
      }
    }
    return found;
  }

  private insert(phrase: string, index: number): void {
    let node = ROOT;
    for (let at = 0; at < phrase.length; at += 1) {
      const unit = phrase.charCodeAt(at);
      const child = this.childOf(node, unit);
      node = child === NONE ? this.addChild(node, unit) : child;
    }
    if (node !== ROOT && this.phraseAt[node] === NONE) {
      this.phraseAt[node] = index;
    }
  }

  private addChild(parent: number, unit: number): number {
    const node = this.units.length;
    this.units.push(unit);
    this.firstChild.push(NONE);
    this.nextSibling.push(this.valueOf(this.firstChild, parent));
    this.fallback.push(ROOT);
    this.phraseAt.push(NONE);
    this.shorter.push(NONE);
    this.firstChild[parent] = node;
    if (parent === ROOT) {
      this.fromRoot.set(unit, node);
    }
    return node;
  }

  /** Level by level, because a fallback is always shorter. */
  private linkFallbacks(): void {
    const level = [...this.fromRoot.values()];
    for (const node of level) {
      for (const child of this.childrenOf(node)) {
        const fallback = this.step(this.valueOf(this.fallback, node), this.valueOf(this.units, child));
        this.fallback[child] = fallback;
        this.shorter[child] = this.endingAt(fallback);
        level.push(child);
      }
    }
  }

  private step(from: number, unit: number): number {
    for (let node = from; node !== ROOT; node = this.valueOf(this.fallback, node)) {
      const child = this.childOf(node, unit);
      if (child !== NONE) {
        return child;
      }
    }
    return this.fromRoot.get(unit) ?? ROOT;
  }

  private childOf(node: number, unit: number): number {
    if (node === ROOT) {
      return this.fromRoot.get(unit) ?? NONE;
    }
    let child = this.valueOf(this.firstChild, node);
    while (child !== NONE && this.units[child] !== unit) {
      child = this.valueOf(this.nextSibling, child);
    }
    return child;
  }

  private *childrenOf(node: number): Generator<number> {
    for (let child = this.valueOf(this.firstChild, node); child !== NONE;) {
      yield child;
      child = this.valueOf(this.nextSibling, child);
    }
  }

  /** The node itself where a phrase ends at it, else the next shorter one. */
  private endingAt(node: number): number {
    return this.phraseAt[node] === NONE ? this.valueOf(this.shorter, node) : node;
  }

  private valueOf(values: readonly number[], node: number): number {
    return values[node] ?? NONE;
  }
}
