import { type DrillRow, LEARNING } from './fault-drill.js';
import type { KillRound } from './kill-drill.js';

/** The table of the faults. */
export function faultTable(rows: readonly DrillRow[]): string {
  return table(
    [
      'fault at the first vendor',
      'policy',
      'delivered',
      'orders at it',
      'charges',
      'for spoilt ones',
      'duplicates',
      'p50 ms',
      'p95 ms',
      `p95 after ${LEARNING}`,
    ],
    rows.map((row) => [
      row.fault ?? 'none',
      row.policy,
      `${row.delivered} of ${row.requests}`,
      row.atFirst,
      row.charges,
      row.spoilt,
      row.duplicates,
      Math.round(row.p50),
      Math.round(row.p95),
      Math.round(row.p95Later),
    ]),
  );
}

/** The table of the kills. */
export function killTable(rounds: readonly KillRound[]): string {
  return table(
    [
      'killed after, ms',
      'jobs',
      'answered before',
      'orders before',
      'delivered in the end',
      'paid and lost',
      'bought twice',
    ],
    rounds.map((round) => [
      Math.round(round.at),
      round.jobs,
      round.answered,
      round.orderedBefore,
      round.delivered,
      round.lost,
      round.boughtTwice,
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
