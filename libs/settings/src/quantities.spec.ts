import { byteCount, durationMs } from './quantities.js';

describe(durationMs, () => {
  it.each([
    ['0', 0],
    ['90', 90_000],
    ['90s', 90_000],
    ['15m', 900_000],
    ['12h', 43_200_000],
    ['7d', 604_800_000],
    [' 2 W ', 1_209_600_000],
  ])('reads %s', (text, ms) => expect(durationMs(text)).toBe(ms));

  it.each(['', '-1', '1.5h', '7 days', 'd', '1y', '1e3'])('does not read %p', (text) =>
    expect(durationMs(text)).toBeNull(),
  );
});

describe(byteCount, () => {
  it.each([
    ['0', 0],
    ['500', 500],
    ['500b', 500],
    ['5k', 5000],
    ['500MB', 500_000_000],
    ['20 gb', 20_000_000_000],
    ['20GiB', 21_474_836_480],
    ['1t', 1e12],
  ])('reads %s', (text, bytes) => expect(byteCount(text)).toBe(bytes));

  it.each(['', '-1', '1.5GB', 'GB', '5 apples', '5ib'])('does not read %p', (text) =>
    expect(byteCount(text)).toBeNull(),
  );
});
