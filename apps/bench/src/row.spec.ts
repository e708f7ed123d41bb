import { medianRows, type Row, toCsv } from './row.js';

function row(target: string, figure: number): Row {
  return { labels: { target, waiting: 2 }, figures: { growth_mb: figure } };
}

describe(medianRows.name, () => {
  it('keeps the middle of what was measured under the same labels', () => {
    expect(medianRows([row('a', 9), row('b', 1), row('a', 1), row('a', 3)])).toEqual([
      row('a', 3),
      row('b', 1),
    ]);
  });
});

describe(toCsv.name, () => {
  it('names the columns and writes one line a row', () => {
    expect(toCsv([row('a', 1.23456), row('b', 2)])).toBe('target,waiting,growth_mb\na,2,1.235\nb,2,2.000\n');
  });
});
