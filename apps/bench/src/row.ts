import { median } from './median.js';

/** One measurement: what was measured, and the figures by the names of their CSV columns, units included. */
export interface Row {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly figures: Readonly<Record<string, number>>;
}

/** One row for each set of labels, each figure the median of the rounds. */
export function medianRows(rows: readonly Row[]): Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(row.labels);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map(medianRow);
}

function medianRow(group: readonly Row[]): Row {
  const names = Object.keys(group[0]?.figures ?? {});
  return {
    labels: group[0]?.labels ?? {},
    figures: Object.fromEntries(
      names.map((name) => [name, median(group.map((row) => row.figures[name] ?? NaN))]),
    ),
  };
}

/** With a line of column names; three decimals are more than the measurement is worth. */
export function toCsv(rows: readonly Row[]): string {
  const [first] = rows;
  if (first === undefined) {
    return '';
  }
  const columns = [...Object.keys(first.labels), ...Object.keys(first.figures)];
  const lines = rows.map((row) =>
    [...Object.values(row.labels), ...Object.values(row.figures).map((figure) => figure.toFixed(3))].join(),
  );
  return `${[columns.join(), ...lines].join('\n')}\n`;
}
