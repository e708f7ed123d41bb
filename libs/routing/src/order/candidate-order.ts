import { type Candidate, onlyProvider, type Plan, type RoutePolicy } from '@fusionbridge/core';
import type { CandidateHealth } from '../health/candidate-health.js';
import { expectedMs } from './expected-time.js';

/** Statistics of a candidate's provider and model. */
export interface Standing {
  readonly record: Pick<
    CandidateHealth,
    'successRate' | 'usualMs' | 'usualFailureMs' | 'usualUsd' | 'inFlight'
  >;
  readonly isResting: boolean;
}

interface Entry extends Standing {
  readonly candidate: Candidate;
}

/** Assumed latency if no candidate has statistics. */
const ASSUMED_MS = 10_000;

/**
 * Sorts the candidates into the order in which they are tried. Those that only resample come last, after those in
 * cooldown. Among the others, whatever the policy: more LoRAs applied, then Redux for variations if the model prefers
 * it, then an exact mask. Ties are broken by the policy, then by the model's chain.
 */
export function inOrder(plan: Plan, standingOf: (candidate: Candidate) => Standing): readonly Candidate[] {
  const entries = plan.candidates.map((candidate) => ({ candidate, ...standingOf(candidate) }));
  const rank = rankBy(plan.routing, entries);
  return entries
    .map((entry) => ({
      candidate: entry.candidate,
      ranks: [
        Number(entry.candidate.degradations.some((one) => one.field === 'upscaler')),
        Number(entry.isResting),
        -entry.candidate.request.loras.length,
        Number(entry.candidate.request.operation !== 'redux'),
        Number(entry.candidate.degradations.some((one) => one.field === 'mask')),
        rank(entry),
      ],
    }))
    .toSorted((a, b) => compare(a.ranks, b.ranks))
    .map(({ candidate }) => candidate);
}

/** Lower ranks come first. */
function rankBy(policy: RoutePolicy, entries: readonly Entry[]): (entry: Entry) => number {
  if (onlyProvider(policy) !== null) {
    return () => 0;
  }
  switch (policy) {
    case 'adaptive': {
      // A candidate without statistics ranks level with the best one; chain order breaks the tie.
      const known = entries.flatMap(({ record }) => record.usualMs ?? []);
      const assumed = known.length === 0 ? ASSUMED_MS : Math.min(...known);
      return ({ record }) => expectedMs(record, assumed);
    }
    case 'fastest':
      return ({ record }) => record.usualMs ?? Number.POSITIVE_INFINITY;
    case 'cheapest':
      return ({ candidate, record }) => usdOf(candidate, record.usualUsd) ?? Number.POSITIVE_INFINITY;
    default:
      return () => 0;
  }
}

/** The list price, or else the average of recent charges. */
function usdOf({ estimate, calls }: Candidate, usualUsd: number | null): number | null {
  return estimate?.usd ?? (usualUsd === null ? null : usualUsd * calls);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((rank, index) => rank !== b[index]);
  return differs === -1 ? 0 : (a[differs] ?? 0) < (b[differs] ?? 0) ? -1 : 1;
}
