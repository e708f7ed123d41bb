import type { Attempt } from './attempt.js';
import { formatUsd, sumOfUsd } from './usd.js';

/** Whether a request has cost money; `unknown`: an order may have been charged, but it cannot be determined. */
export type Billed = 'yes' | 'no' | 'unknown';

/** Certain and possible charges of attempts. */
export interface Charges {
  readonly billed: Billed;
  /** US dollars that each provider has certainly charged. */
  readonly certain: ReadonlyMap<string, number>;
  /** Providers with an order that may be charged, each once. */
  readonly possible: readonly string[];
}

/**
 * What attempts have cost. Nothing where the vendor never took the order (`not_sent`, `rejected`) or works for nothing;
 * a known price is certain; of all other orders nobody can tell.
 * @param isFree Whether an attempt without a price was for nothing
 */
export function chargesOf(
  attempts: readonly Attempt[],
  isFree: (attempt: Attempt) => boolean = () => false,
): Charges {
  const ordered = attempts.filter(({ outcome }) => outcome !== 'not_sent' && outcome !== 'rejected');
  const certain = new Map<string, number>();
  for (const { provider, cost } of ordered) {
    if (cost !== null && cost.usd > 0) {
      certain.set(provider, sumOfUsd([certain.get(provider) ?? 0, cost.usd]));
    }
  }
  const untold = ordered.filter((attempt) => attempt.cost === null && !isFree(attempt));
  const possible = new Set(untold.map(({ provider }) => provider));
  return { billed: billedBy(certain.size, possible.size), certain, possible: [...possible] };
}

function billedBy(certain: number, possible: number): Billed {
  if (certain > 0) {
    return 'yes';
  }
  return possible > 0 ? 'unknown' : 'no';
}

/** For people, one sentence each: `openai has charged $0.12 for it.`, `fal may have charged for it.` */
export function chargeSentences({ certain, possible }: Charges): string[] {
  return [
    ...[...certain].map(([provider, usd]) => `${provider} has charged ${formatUsd(usd)} for it.`),
    ...possible.map((provider) => `${provider} may have charged for it.`),
  ];
}
