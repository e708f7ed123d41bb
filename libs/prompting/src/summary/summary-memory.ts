import { createHash } from 'node:crypto';

/** Summaries that are remembered; the oldest goes first. */
const MOST = 500;

/** A name for whatever a summary is made from. */
export function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Summaries by what they were made from, so that the same is asked once: later, and at the same moment. */
export class SummaryMemory {
  private readonly summaries = new Map<string, Promise<string>>();
  private readonly own = new Set<string>();

  /** The remembered summary, or what `make` makes, for everybody who asks meanwhile. Failures are not remembered. */
  async recall(key: string, make: () => Promise<string>): Promise<string> {
    const known = this.summaries.get(key);
    const summary = known ?? make();
    this.summaries.delete(key);
    this.summaries.set(key, summary);
    drop(this.summaries, MOST);
    try {
      return await summary;
    } catch (error) {
      this.summaries.delete(key);
      throw error;
    }
  }

  /** From now on the text is known as a summary. */
  noteOwn(summary: string): void {
    this.own.add(digestOf(summary));
    drop(this.own, MOST);
  }

  /** Clients send summaries back, in the prompt of a variation. */
  isOwn(text: string): boolean {
    return this.own.has(digestOf(text));
  }
}

function drop(
  entries: Pick<Map<string, unknown> | Set<string>, 'size' | 'keys' | 'delete'>,
  most: number,
): void {
  for (const oldest of entries.keys()) {
    if (entries.size <= most) {
      return;
    }
    entries.delete(oldest);
  }
}
