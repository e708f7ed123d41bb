import type { Attempt, Candidate, Plan } from '@fusionbridge/core';
import { candidateOf } from './stakes.js';

/**
 * Orders of a previous run that may have bought something: unfinished ones, ones with an unknown outcome, and delivered
 * ones, because their pictures were only in memory.
 */
export function openOrders(
  plan: Plan,
  former: readonly Attempt[],
): { readonly attempt: Attempt; readonly candidate: Candidate }[] {
  return former
    .filter(({ outcome }) => outcome !== 'not_sent' && outcome !== 'rejected')
    .flatMap((attempt) => {
      const candidate = candidateOf(plan, attempt);
      return candidate === null ? [] : [{ attempt, candidate }];
    });
}

/** Candidates that the previous run had not tried. */
export function untried(plan: Plan, former: readonly Attempt[]): Candidate[] {
  const tried = former.map((attempt) => candidateOf(plan, attempt));
  return plan.candidates.filter((candidate) => !tried.includes(candidate));
}
