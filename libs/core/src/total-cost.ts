import type { Attempt } from './attempt.js';
import type { Cost } from './provider.js';
import { sumOfUsd } from './usd.js';

/** The weakest source of the parts is the source of the sum. */
const WEAKEST_FIRST = ['estimate', 'list', 'reported', 'free'] as const;

/** Total cost of all attempts; `null` if none has a price. */
export function totalCost(attempts: readonly Attempt[]): Cost | null {
  const costs = attempts.flatMap((attempt) => (attempt.cost === null ? [] : [attempt.cost]));
  const source = WEAKEST_FIRST.find((weak) => costs.some((cost) => cost.source === weak));
  return source === undefined ? null : { usd: sumOfUsd(costs.map((cost) => cost.usd)), source };
}
