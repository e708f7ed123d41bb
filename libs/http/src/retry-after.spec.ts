import { retryAfterOf } from './retry-after.js';

const NOW = Date.UTC(2026, 10, 21, 8, 0, 0);

describe(retryAfterOf, () => {
  it.each([
    ['seconds', { 'retry-after': '7' }, 7000],
    ['parts of a second', { 'retry-after': '0.25' }, 250],
    ['a date', { 'retry-after': 'Sat, 21 Nov 2026 08:00:30 GMT' }, 30_000],
    ['a date that has passed', { 'retry-after': 'Sat, 21 Nov 2026 07:59:00 GMT' }, 0],
    ['milliseconds, which win', { 'retry-after': '7', 'retry-after-ms': '120' }, 120],
    ['a negative number', { 'retry-after': '-3' }, 0],
    ['nonsense', { 'retry-after': 'soon' }, null],
    ['an empty text', { 'retry-after': ' ' }, null],
    ['nothing', {}, null],
  ])('reads %s', (_what, headers, expected) => {
    expect(retryAfterOf(headers, NOW)).toBe(expected);
  });
});
