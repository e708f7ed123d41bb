import fc from 'fast-check';
import { formatUsd, sumOfUsd } from './usd.js';

describe('amounts of money', () => {
  it('are added without the dust of floating point', () => {
    expect([sumOfUsd([0.034, 0.068]), sumOfUsd([0.1, 0.2]), sumOfUsd([])]).toEqual([0.102, 0.3, 0]);
  });

  it('are added as if in whole millionths', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50_000_000 })), (millionths) => {
        const sum = millionths.reduce((total, one) => total + one, 0);
        expect(sumOfUsd(millionths.map((one) => one / 1e6))).toBe(sum / 1e6);
      }),
    );
  });

  it.each([
    [0, '$0.00'],
    [0.1248, '$0.12'],
    [3, '$3.00'],
    [0.0333, '$0.03'],
    [0.003_28, '$0.0033'],
    [0.000_001, '$0.000001'],
  ])('of %d read %s', (usd, text) => {
    expect(formatUsd(usd)).toBe(text);
  });
});
