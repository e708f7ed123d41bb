import type { Outcome } from './client.js';
import { ORDERED, rowOf } from './fault-drill.js';

const NONE = { fault: null, way: ORDERED };

/** Request number `index` takes 10 ms times its number, from 1. */
function outcomes(many: number, isDelivered = (_index: number): boolean => true): Outcome[] {
  return Array.from({ length: many }, (_, index) => ({
    mark: `m${index}`,
    ms: 10 * (index + 1),
    isDelivered: isDelivered(index),
    message: isDelivered(index) ? null : `no ${index}`,
  }));
}

function books(marks: string[]): { ordered: string[][]; charged: string[][] } {
  return { ordered: [marks, []], charged: [marks, []] };
}

describe(rowOf.name, () => {
  it('takes percentiles that one request in so many exceeds, and later ones without the first twenty', () => {
    const row = rowOf(NONE, outcomes(120).toReversed(), books([]), false);
    expect([row.p50, row.p95]).toEqual([600, 1140]);
    expect(row.p95Later).toBe(950);
    expect(rowOf(NONE, outcomes(99), books([]), false).p95Later).toBeNull();
  });

  it('measures delivered pictures only, and says why there are others', () => {
    const row = rowOf(
      NONE,
      outcomes(10, (index) => index < 5),
      books([]),
      false,
    );
    expect(row).toMatchObject({ requests: 10, delivered: 5, p95: 50, said: 'no 5' });
  });

  it('excuses a request without a picture only where the broken vendor had its order', () => {
    const row = rowOf(
      NONE,
      outcomes(3, (index) => index === 0),
      books(['m0', 'm1']),
      false,
    );
    expect(row.unexcused).toBe(1);
  });
});
