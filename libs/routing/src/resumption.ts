import type { Attempt, Candidate, Plan } from '@fusionbridge/core';
import { candidateOf } from './stakes.js';

/**
 * Orders of a former run that may have bought something: those without an end, those whose end nobody knew, and those
 * that were delivered, because their pictures were still in the memory of the bridge.
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

/** Candidates that the former run had not come to. */
export function untried(plan: Plan, former: readonly Attempt[]): Candidate[] {
  const tried = former.map((attempt) => candidateOf(plan, attempt));
  return plan.candidates.filter((candidate) => !tried.includes(candidate));
}
