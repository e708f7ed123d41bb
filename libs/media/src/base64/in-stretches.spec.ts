import { inStretches } from './in-stretches.js';

describe(inStretches.name, () => {
  it('covers all of it once, with a turn for others in between', async () => {
    const seen: string[] = [];
    const covered: [number, number][] = [];
    await inStretches(300_000, (start, end) => {
      covered.push([start, end]);
      setImmediate(() => seen.push(`after ${covered.length}`));
    });
    expect(covered).toEqual([
      [0, 131_072],
      [131_072, 262_144],
      [262_144, 300_000],
    ]);
    expect(seen).toEqual(['after 1', 'after 2', 'after 3']);
  });

  it('stops when there is nothing left to find', async () => {
    let calls = 0;
    await inStretches(1_000_000, () => {
      calls += 1;
      return calls < 2;
    });
    expect(calls).toBe(2);
  });
});
