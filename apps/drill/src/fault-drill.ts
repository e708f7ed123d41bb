import type { RoutePolicy } from '@fusionbridge/core';
import { percentile } from '../../bench/src/median.js';
import { FAULTS, type Fault, isFault } from '../../simulators/src/kit/index.js';
import { type Account, accountOf } from './accounts.js';
import { askFor, askForMany, MARK, type Outcome } from './client.js';
import type { Gateway } from './gateway.js';
import type { Vendors } from './vendors.js';

export const POLICIES = ['ordered', 'adaptive'] as const satisfies readonly RoutePolicy[];

/** Until then a policy may still learn what the vendors are like. */
export const LEARNING = 20;

/** One fault under one policy. Times in milliseconds. */
export interface DrillRow extends Account {
  /** null: the first vendor is well. */
  readonly fault: Fault | null;
  readonly policy: (typeof POLICIES)[number];
  readonly requests: number;
  readonly delivered: number;
  readonly p50: number;
  readonly p95: number;
  /** Of the requests after the first twenty. */
  readonly p95Later: number;
  /** What the bridge said most often where there was no picture. */
  readonly said: string | null;
}

/** The rows of every fault that the first vendor can have, and first of none. */
export async function drillFaults(
  gateway: Gateway,
  vendors: Vendors,
  { requests, concurrency, only }: { requests: number; concurrency: number; only: readonly Fault[] },
): Promise<DrillRow[]> {
  const rows: DrillRow[] = [];
  const faults = Object.keys(FAULTS).filter(
    (name) => isFault(name) && (only.length === 0 || only.includes(name)),
  );
  for (const fault of [null, ...faults]) {
    for (const policy of POLICIES) {
      vendors.reset();
      await gateway.reset();
      if (fault !== null && !(isFault(fault) && vendors.breakFirst(fault))) {
        continue;
      }
      const mark = (index: number): string =>
        `drill-${policy}${(fault ?? 'none').replaceAll('_', '')}-${index}`;
      const outcomes = await askForMany(requests, concurrency, (index) =>
        askFor(gateway.url, mark(index), policy),
      );
      const books = { orders: vendors.orders(MARK), charges: vendors.charges() };
      rows.push(
        rowOf(
          isFault(fault) ? fault : null,
          policy,
          outcomes,
          accountOf(books, isFault(fault) ? fault : null),
        ),
      );
      process.stderr.write('.');
    }
  }
  process.stderr.write('\n');
  return rows;
}

function rowOf(
  fault: Fault | null,
  policy: DrillRow['policy'],
  outcomes: readonly Outcome[],
  account: Account,
): DrillRow {
  const times = (from: number): number[] =>
    outcomes
      .slice(from)
      .flatMap(({ isDelivered, ms }) => (isDelivered ? [ms] : []))
      .toSorted((a, b) => a - b);
  return {
    fault,
    policy,
    requests: outcomes.length,
    delivered: times(0).length,
    p50: percentile(times(0), 0.5),
    p95: percentile(times(0), 0.95),
    p95Later: percentile(times(LEARNING), 0.95),
    said: outcomes.find(({ isDelivered }) => !isDelivered)?.message ?? null,
    ...account,
  };
}
