import fc from 'fast-check';
import { rangeIn } from './byte-range.js';

describe(rangeIn, () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=0-', { start: 0, end: 999 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=990-5000', { start: 990, end: 999 }],
    ['bytes=-1', { start: 999, end: 999 }],
    ['bytes=-5000', { start: 0, end: 999 }],
    ['Bytes= 3-4 ', { start: 3, end: 4 }],
    ['bytes=1000-', 'not_satisfiable'],
    ['bytes=1000-2000', 'not_satisfiable'],
    ['bytes=-0', 'not_satisfiable'],
    [`bytes=${'9'.repeat(400)}-`, 'not_satisfiable'],
  ])('reads %s', (header, range) => {
    expect(rangeIn(header, 1000)).toEqual(range);
  });

  it.each([
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=9-3',
    'bytes=0-1,4-5',
    'lines=0-1',
    'bytes=a-b',
    '0-1',
  ])('takes %s for no wish', (header) => {
    expect(rangeIn(header, 1000)).toBeNull();
  });

  it('never leaves the file, whatever is asked', () => {
    const header = fc.tuple(fc.string(), fc.nat(), fc.string(), fc.nat()).map((parts) => parts.join(''));
    const wild = fc.oneof(
      fc.string(),
      header,
      fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `bytes=${a}-${b}`),
    );
    fc.assert(
      fc.property(wild, fc.integer({ min: 1, max: 1e9 }), (text, byteLength) => {
        const range = rangeIn(text, byteLength);
        const part = range === null || range === 'not_satisfiable' ? { start: 0, end: 0 } : range;
        expect(part.start).toBeGreaterThanOrEqual(0);
        expect(part.end).toBeGreaterThanOrEqual(part.start);
        expect(part.end).toBeLessThan(byteLength);
      }),
    );
  });
});
