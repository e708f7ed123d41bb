import { Dice } from './dice.js';

const throwsOf = (seed: number): number[] => {
  const dice = new Dice(seed);
  return Array.from({ length: 1000 }, () => dice.between(50, 100));
};

describe(Dice.name, () => {
  it('gives the same numbers again for the same seed, and others for another', () => {
    expect(throwsOf(7)).toEqual(throwsOf(7));
    expect(throwsOf(7)).not.toEqual(throwsOf(8));
  });

  it('stays within bounds and fills them evenly', () => {
    const numbers = throwsOf(1);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(50);
    expect(Math.max(...numbers)).toBeLessThan(100);
    expect(numbers.filter((one) => one < 75).length).toBeGreaterThan(400);
    expect(numbers.filter((one) => one >= 75).length).toBeGreaterThan(400);
  });
});
