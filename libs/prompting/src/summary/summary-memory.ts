import { createHash } from 'node:crypto';

/** Maximum number of cached summaries; the oldest are evicted. */
const MOST = 500;

/** Cache key for the inputs of a summary. */
export function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Caches summaries by their inputs. Concurrent requests for the same summary share one call. */
export class SummaryMemory {
  private readonly summaries = new Map<string, Promise<string>>();
  private readonly own = new Set<string>();

  /** The cached summary, or the result of `make`, shared by concurrent callers. Failures are not cached. */
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

  /** Marks the text as a summary. */
  noteOwn(summary: string): void {
    this.own.add(digestOf(summary));
    drop(this.own, MOST);
  }

  /** True for a text marked as a summary. Clients send summaries back, e.g. in the prompt of a variation. */
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
