import { reckoned } from './reckoning.js';

const set = (...marks: string[]): ReadonlySet<string> => new Set(marks);

describe(reckoned.name, () => {
  it('finds nothing wrong where what was paid for is kept and the rest is bought once', () => {
    expect(
      reckoned({ charged: ['a'], kept: set('a'), again: set('a', 'b'), chargedInTheEnd: ['a', 'b'] }),
    ).toEqual({ charged: 1, kept: 1, lost: 0, boughtTwice: 0, delivered: 2 });
  });

  it('counts a paid picture that was not kept, also where it was bought again afterwards', () => {
    const found = { charged: ['a', 'b'], kept: set('b'), again: set('a', 'b') };
    expect(reckoned({ ...found, chargedInTheEnd: ['a', 'b', 'a'] })).toMatchObject({
      kept: 1,
      lost: 1,
      boughtTwice: 1,
    });
  });

  it('counts a picture that was paid for at the repeated call and not handed over', () => {
    expect(reckoned({ charged: [], kept: set(), again: set(), chargedInTheEnd: ['a'] })).toMatchObject({
      charged: 0,
      lost: 1,
      delivered: 0,
    });
  });
});
