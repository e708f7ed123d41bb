import { missedByFaults, missedByKills } from './aims.js';
import { FAULT_COURSES, KILL_COURSES } from './courses.js';
import { ADAPTIVE, type DrillRow, ORDERED } from './fault-drill.js';

const { faults, never } = FAULT_COURSES;

const good: DrillRow = {
  fault: null,
  way: ADAPTIVE,
  requests: 200,
  delivered: 200,
  unexcused: 0,
  p50: 80,
  p95: 90,
  p95Later: 100,
  said: null,
  charges: 200,
  spoilt: 0,
  duplicates: 0,
  atFirst: 200,
};

describe(missedByFaults.name, () => {
  it('is content with what is good', () => {
    expect(missedByFaults(faults, [good, { ...good, fault: 'slow', way: ORDERED, p95Later: 900 }])).toEqual(
      [],
    );
  });

  it('misses a duplicate, whatever may be bought again', () => {
    const row: DrillRow = { ...good, fault: 'slow', duplicates: 1 };
    expect(missedByFaults(faults, [row])).toEqual(['slow, adaptive: 1 duplicate charges']);
    expect(missedByFaults(never, [row])).toHaveLength(1);
  });

  it('misses a picture where a healthy vendor could be asked', () => {
    const row: DrillRow = { ...good, fault: 'job_lost', delivered: 199, said: 'no' };
    expect(missedByFaults(faults, [row])).toEqual(['job_lost, adaptive: 1 without a picture: no']);
    expect(missedByFaults(never, [row])).toEqual([]);
    expect(missedByFaults(never, [{ ...row, unexcused: 1 }])).toHaveLength(1);
    expect(missedByFaults(never, [{ ...good, delivered: 199 }])).toHaveLength(1);
  });

  it('misses the healthy pace where the first vendor hangs', () => {
    const row: DrillRow = { ...good, fault: 'hang_after_accept', p95Later: 131 };
    expect(missedByFaults(faults, [good, row])).toEqual([
      'hang_after_accept, adaptive: p95 131 ms, healthy 100 ms',
    ]);
    expect(missedByFaults(faults, [good, { ...row, p95Later: 130 }])).toEqual([]);
    expect(missedByFaults(faults, [good, { ...row, way: ORDERED }])).toEqual([]);
  });
});

describe(missedByKills.name, () => {
  const round = {
    at: 1,
    answered: 0,
    orderedBefore: 3,
    unanswered: 1,
    charged: 3,
    kept: 2,
    lost: 1,
    boughtTwice: 0,
    delivered: 10,
  };

  it('misses a lost picture, but for an unanswered order whose id was the vendor’s', () => {
    expect(missedByKills(KILL_COURSES.kills, [round])).toEqual(['kill 1: 1 paid and lost, 0 bought twice']);
    expect(missedByKills(KILL_COURSES['kills-their-ids'], [round])).toEqual([]);
    expect(missedByKills(KILL_COURSES['kills-their-ids'], [{ ...round, lost: 2 }])).toHaveLength(1);
    expect(missedByKills(KILL_COURSES['kills-their-ids'], [{ ...round, boughtTwice: 1 }])).toHaveLength(1);
  });
});
