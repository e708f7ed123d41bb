import { boughtModelOf, type Job, sumOfUsd } from '@fusionbridge/core';

/** Characters that a header value cannot contain. */
const UNPRINTABLE = /[^\x20-\x7e]/g;

/** Headers that a generation response adds; browsers may read them. */
export const ACCOUNT_HEADERS = [
  'server-timing',
  'x-fusionbridge-provider',
  'x-fusionbridge-model',
  'x-fusionbridge-attempts',
  'x-fusionbridge-cost',
  'x-litellm-response-cost',
] as const;

/**
 * The provider, the number of vendor calls, the cost in US dollars, and the time the bridge and the vendors took.
 * Unknown values are omitted, because LiteLLM books whatever is reported.
 * @param jobs All jobs of one call so far
 */
export function accountHeaders(jobs: readonly Job[]): Record<string, string> {
  const attempts = jobs.flatMap((job) => job.attempts);
  const providers = distinct(jobs.flatMap((job) => job.results.map(({ provider }) => provider)));
  const models = distinct(jobs.flatMap((job) => boughtModelOf(job) ?? []));
  const costs = jobs.flatMap(({ cost }) => (cost === null ? [] : [cost.usd]));
  const usd = costs.length === 0 ? '' : String(sumOfUsd(costs));
  const all: Readonly<Record<(typeof ACCOUNT_HEADERS)[number], string>> = {
    'server-timing': timingOf(jobs),
    'x-fusionbridge-provider': providers,
    'x-fusionbridge-model': models,
    'x-fusionbridge-attempts': String(attempts.length),
    'x-fusionbridge-cost': usd,
    'x-litellm-response-cost': usd,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/** In milliseconds. Concurrent calls are counted once. */
function timingOf(jobs: readonly Job[]): string {
  const begun = Math.min(...jobs.map((job) => job.createdAt));
  const ended = Math.max(...jobs.map((job) => job.finishedAt ?? Date.now()));
  const calls = jobs
    .flatMap((job) => job.attempts)
    .map(({ startedAt, finishedAt }) => [startedAt, finishedAt ?? ended] as const)
    .toSorted(([a], [b]) => a - b);
  let vendor = 0;
  let until = 0;
  for (const [from, to] of calls) {
    vendor += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return `bridge;dur=${Math.max(0, ended - begun - vendor)}, vendor;dur=${vendor}`;
}

function distinct(names: readonly string[]): string {
  return [...new Set(names)].join(', ').replace(UNPRINTABLE, '?');
}
