import { type Job, newImageRequest } from '@fusionbridge/core';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { Pace } from './pace.js';

function jobOf(seconds: number | null): Job {
  return {
    id: 'j',
    caller: { id: 'c', owner: 'c' },
    dialect: 'openai',
    state: 'succeeded',
    request: newImageRequest({ prompt: 'x' }),
    plan: null,
    attempts: [],
    results: [],
    degradations: [],
    progress: { fraction: 1, step: null, steps: null, preview: null, note: null },
    cost: null,
    error: null,
    createdAt: 0,
    startedAt: seconds === null ? null : 1000,
    finishedAt: seconds === null ? 5000 : 1000 + seconds * 1000,
    parent: null,
  };
}

describe(Pace.name, () => {
  const paceOf = (...seconds: (number | null)[]): Pace => {
    const pace = new Pace(testSettings(modelsWithChain('other'), { MAX_CONCURRENT_JOBS: '2' }));
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
