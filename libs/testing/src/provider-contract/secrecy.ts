import type { ProviderDifferences } from './provider-bench.js';
import { printed, type Witness } from './witness.js';

/** Fails where the key is in an error, in pictures, or in anything the adapter told while it worked. */
export function expectSecrecy({ secret }: ProviderDifferences, end: unknown, witness: Witness): void {
  if (secret !== null) {
    const { lines, tasks, progress } = witness;
    expect(printed([end, lines, tasks, progress])).not.toContain(secret);
  }
}
