import type { Fault } from '../../simulators/src/kit/index.js';
import type { DrillRow } from './fault-drill.js';
import type { KillRound } from './kill-drill.js';

/** What a vendor refused for its content is offered to nobody else. */
const NOT_DELIVERED: ReadonlySet<Fault> = new Set<Fault>(['content_policy']);
const HANGING: ReadonlySet<Fault> = new Set<Fault>(['hang_before_accept', 'hang_after_accept']);
const SLOWER_AT_MOST = 1.3;

/** The aims that were missed, in words; empty where all are met. */
export function missedAims(rows: readonly DrillRow[], kills: readonly KillRound[]): string[] {
  const healthy = rows.find((row) => row.fault === null && row.policy === 'adaptive')?.p95Later ?? 0;
  return [
    ...rows.flatMap((row) => missedByRow(row, healthy)),
    ...kills.flatMap((round, index) => {
      const missed = `kill ${index + 1}: ${round.lost} paid and lost, ${round.boughtTwice} bought twice`;
      return round.lost + round.boughtTwice > 0 ? [missed] : [];
    }),
  ];
}

function missedByRow(row: DrillRow, healthy: number): string[] {
  const name = `${row.fault ?? 'none'}, ${row.policy}`;
  const missed: string[] = [];
  if (row.duplicates > 0) {
    missed.push(`${name}: ${row.duplicates} duplicate charges`);
  }
  if (row.delivered < row.requests && !(row.fault !== null && NOT_DELIVERED.has(row.fault))) {
    missed.push(`${name}: ${row.requests - row.delivered} without a picture: ${row.said ?? 'no answer'}`);
  }
  const isLate = row.p95Later > SLOWER_AT_MOST * healthy;
  if (row.fault !== null && HANGING.has(row.fault) && row.policy === 'adaptive' && isLate) {
    missed.push(`${name}: p95 ${Math.round(row.p95Later)} ms, healthy ${Math.round(healthy)} ms`);
  }
  return missed;
}
