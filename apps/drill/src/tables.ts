import { type DrillRow, LEARNING } from './fault-drill.js';
import type { KillRound } from './kill-drill.js';

/** A table of faults. */
export function faultTable(rows: readonly DrillRow[]): string {
  const hasLearnt = rows.some(({ p95Later }) => p95Later !== null);
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
      ...(hasLearnt ? [`p95 after ${LEARNING}`] : []),
    ],
    rows.map((row) => [
      row.fault ?? 'none',
      row.way.name,
      `${row.delivered} of ${row.requests}`,
      row.atFirst,
      row.charges,
      row.spoilt,
      row.duplicates,
      ...[row.p50, row.p95, ...(hasLearnt ? [row.p95Later ?? 0] : [])].map(shownMs),
    ]),
  );
}

/** A table of kills, with their sum. */
export function killTable(rounds: readonly KillRound[], jobs: number): string {
  const sums = rounds
    .map(countsOf)
    .reduce((sum, row) => row.map((value, index) => value + (sum[index] ?? 0)), []);
  return table(
    [
      'killed after, ms',
      'calls',
      'answered before',
      'orders before',
      'unanswered',
      'charged',
      'kept after the restart',
      'paid and lost',
      'bought twice',
      'delivered to the repeated call',
    ],
    [
      ...rounds.map((round) => [Math.round(round.at), jobs, ...countsOf(round)]),
      ['all', jobs * rounds.length, ...sums],
    ],
  );
}

function countsOf(round: KillRound): number[] {
  return [
    round.answered,
    round.orderedBefore,
    round.unanswered,
    round.charged,
    round.kept,
    round.lost,
    round.boughtTwice,
    round.delivered,
  ];
}

/** Nothing was delivered, so nothing was measured. */
function shownMs(ms: number): string {
  return ms === 0 ? '–' : String(Math.round(ms));
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
