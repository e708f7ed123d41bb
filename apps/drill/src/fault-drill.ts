import type { RoutePolicy } from '@fusionbridge/core';
import { percentile } from '../../bench/src/median.js';
import type { Fault } from '@fusionbridge/simulators';
import { type Account, accountOf, type Books } from './accounts.js';
import { askFor, askForMany, type Outcome } from './client.js';
import { isSpoilt } from './faults.js';
import type { Gateway } from './gateway.js';
import { type VendorName, Vendors } from './vendors.js';

/** How the bridge chooses in a row. */
export interface Way {
  readonly name: string;
  readonly policy: RoutePolicy;
  /** What it knows of the vendors is wiped out before each request, so that none is spared the first vendor. */
  readonly forgets: boolean;
}

export const ORDERED: Way = { name: 'ordered', policy: 'ordered', forgets: false };
export const ADAPTIVE: Way = { name: 'adaptive', policy: 'adaptive', forgets: false };
export const RESTLESS: Way = { name: 'ordered, no rests', policy: 'ordered', forgets: true };

/** Until then a policy may still learn what the vendors are like. */
export const LEARNING = 20;
/** With fewer requests a row says nothing about percentiles after the first twenty. */
const MEASURABLE = 100;
const CONCURRENCY = 8;

/** One fault under one policy. Times in milliseconds, of delivered pictures only. */
export interface DrillRow extends Account {
  /** null: the first vendor is well. */
  readonly fault: Fault | null;
  readonly way: Way;
  readonly requests: number;
  readonly delivered: number;
  /** Requests without a picture of which no order has ever reached the first vendor. */
  readonly unexcused: number;
  readonly p50: number;
  readonly p95: number;
  /** Of the requests after the first twenty; null where there are too few to say. */
  readonly p95Later: number | null;
  /** What the bridge said of the first request without a picture. */
  readonly said: string | null;
}

export interface RowOrder {
  readonly first: VendorName;
  readonly fault: Fault | null;
  readonly way: Way;
  readonly requests: number;
}

/** Drills one row; null where the vendor has no such fault. */
export async function drillRow(
  gateway: Gateway,
  vendors: Vendors,
  order: RowOrder,
): Promise<DrillRow | null> {
  const { first, fault, way, requests } = order;
  vendors.reset();
  await gateway.reset();
  if (fault !== null && !vendors.break(first, fault)) {
    return null;
  }
  const name = `${way.name}${fault ?? 'none'}`.replaceAll(/[^a-z]/g, '');
  const outcomes = await askForMany(requests, CONCURRENCY, async (index) => {
    if (way.forgets) {
      await gateway.reset();
    }
    return askFor(gateway.url, `drill-${name}-${index}`, way.policy);
  });
  const mark = new RegExp(`drill-${name}-\\d+`);
  const chain = Vendors.chain(first);
  const books = {
    ordered: chain.map((vendor) => vendors.ordered(vendor, mark)),
    charged: chain.map((vendor) => vendors.charged(vendor, mark)),
  };
  return rowOf({ fault, way }, outcomes, books, isSpoilt(fault, first));
}

/** Reckons a row. @param spoils As `accountOf` takes it */
export function rowOf(
  named: Pick<DrillRow, 'fault' | 'way'>,
  outcomes: readonly Outcome[],
  books: Books,
  spoils: boolean,
): DrillRow {
  const times = (from: number): number[] =>
    outcomes
      .slice(from)
      .flatMap(({ isDelivered, ms }) => (isDelivered ? [ms] : []))
      .toSorted((a, b) => a - b);
  const without = outcomes.filter(({ isDelivered }) => !isDelivered);
  return {
    ...named,
    requests: outcomes.length,
    delivered: times(0).length,
    unexcused: without.filter(({ mark }) => books.ordered[0]?.includes(mark) !== true).length,
    p50: percentile(times(0), 0.5),
    p95: percentile(times(0), 0.95),
    p95Later: outcomes.length < MEASURABLE ? null : percentile(times(LEARNING), 0.95),
    said: without[0]?.message ?? null,
    ...accountOf(books, spoils),
  };
}
