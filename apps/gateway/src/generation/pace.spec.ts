import type { Job } from '@fusionbridge/core';
import { CurrentSettings } from '@fusionbridge/settings';
import { finishedJob, modelsWithChain, testSettings } from '@fusionbridge/testing';
import { Pace } from './pace.js';

function jobOf(seconds: number | null): Job {
  return seconds === null
    ? finishedJob({ startedAt: null, finishedAt: 5000 })
    : finishedJob({ startedAt: 1000, finishedAt: 1000 + seconds * 1000 });
}

describe(Pace.name, () => {
  const paceOf = (...seconds: (number | null)[]): Pace => {
    const pace = new Pace(
      new CurrentSettings(testSettings(modelsWithChain('other'), { MAX_CONCURRENT_JOBS: '2' })),
    );
    seconds.forEach((one) => pace.note(jobOf(one)));
    return pace;
  };

  it('tells the wait from how long jobs took and how many wait', () => {
    const pace = paceOf(10, 20);
    expect(pace.delaySeconds({ queued: 0, running: 2 })).toBe(8);
    expect(pace.delaySeconds({ queued: 3, running: 2 })).toBe(30);
  });

  it('is 0 where there is room, or nothing is known yet', () => {
    expect(paceOf(10).delaySeconds({ queued: 0, running: 1 })).toBe(0);
    expect(paceOf(null).delaySeconds({ queued: 5, running: 2 })).toBe(0);
  });

  it('forgets what is long ago', () => {
    const pace = paceOf(1000, ...Array.from({ length: 20 }, () => 2));
    expect(pace.delaySeconds({ queued: 0, running: 2 })).toBe(1);
  });
});
