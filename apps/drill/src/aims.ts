import type { Fault } from '@fusionbridge/simulators';
import type { FaultCourse, KillCourse } from './courses.js';
import type { DrillRow } from './fault-drill.js';
import type { KillRound } from './kill-drill.js';

const HANGING: ReadonlySet<Fault> = new Set<Fault>(['hang_before_accept', 'hang_after_accept']);
const SLOWER_AT_MOST = 1.3;

/** The aims that a table of faults misses, in words; empty where it meets them all. */
export function missedByFaults(course: FaultCourse, rows: readonly DrillRow[]): string[] {
  const healthy = rows.find((row) => row.fault === null && row.way.policy === 'adaptive')?.p95Later ?? null;
  return rows.flatMap((row) => [...missedByMoney(course, row), ...missedByTime(row, healthy)]);
}

/**
 * The aims that a table of kills misses. Where the vendor names the orders, one that is unanswered cannot be found
 * again; no other may be lost.
 */
export function missedByKills(course: KillCourse, rounds: readonly KillRound[]): string[] {
  return rounds.flatMap(({ lost, unanswered, boughtTwice }, index) => {
    const mayLose = course.first === 'runware' ? 0 : unanswered;
    return lost <= mayLose && boughtTwice === 0
      ? []
      : [`kill ${index + 1}: ${lost} paid and lost, ${boughtTwice} bought twice`];
  });
}

function missedByMoney(course: FaultCourse, row: DrillRow): string[] {
  const short = mayFallShort(course, row.fault) ? row.unexcused : row.requests - row.delivered;
  return [
    ...(row.duplicates > 0 ? [`${nameOf(row)}: ${row.duplicates} duplicate charges`] : []),
    ...(short > 0 ? [`${nameOf(row)}: ${short} without a picture: ${row.said ?? 'no answer'}`] : []),
  ];
}

/**
 * What a vendor refused for its content is offered to nobody else. Where nobody can be asked about an order, or
 * nothing may be bought again, the client is told instead; but only a client whose order went there.
 */
function mayFallShort({ first, repurchase }: FaultCourse, fault: Fault | null): boolean {
  const isLookedUp = first === 'runware' && repurchase === 'after-lookup';
  return fault === 'content_policy' || (fault !== null && !isLookedUp);
}

function missedByTime(row: DrillRow, healthy: number | null): string[] {
  const { fault, way, p95Later } = row;
  if (fault === null || !HANGING.has(fault) || way.policy !== 'adaptive') {
    return [];
  }
  if (healthy === null || p95Later === null || p95Later <= SLOWER_AT_MOST * healthy) {
    return [];
  }
  return [`${nameOf(row)}: p95 ${Math.round(p95Later)} ms, healthy ${Math.round(healthy)} ms`];
}

function nameOf({ fault, way }: DrillRow): string {
  return `${fault ?? 'no fault'}, ${way.name}`;
}
