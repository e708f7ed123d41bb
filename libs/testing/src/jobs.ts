import { type Attempt, type Job, newImageRequest } from '@fusionbridge/core';

/** A job that succeeded without an attempt, changed as `given` says. Times are Unix milliseconds from 0 on. */
export function finishedJob(given: Partial<Job> = {}): Job {
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
    startedAt: 0,
    finishedAt: 1000,
    parent: null,
    ...given,
  };
}

/** An attempt at fal that delivered one picture in a second, changed as `given` says. */
export function finishedAttempt(given: Partial<Attempt> = {}): Attempt {
  return {
    index: 0,
    provider: 'fal',
    vendorModel: 'm',
    count: 1,
    startedAt: 0,
    finishedAt: 1000,
    outcome: 'delivered',
    taskId: null,
    delivered: 1,
    cost: null,
    error: null,
    ...given,
  };
}
