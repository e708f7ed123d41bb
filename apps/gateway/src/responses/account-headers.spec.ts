import { type Attempt, type Job, newImageRequest } from '@fusionbridge/core';
import { accountHeaders } from './account-headers.js';

function attempt(startedAt: number, finishedAt: number): Attempt {
  return {
    index: 0,
    provider: 'fal',
    vendorModel: 'm',
    count: 1,
    startedAt,
    finishedAt,
    outcome: 'delivered',
    taskId: null,
    delivered: 1,
    cost: null,
    error: null,
  };
}

function job(attempts: Attempt[], usd: number | null): Job {
  return {
    id: 'j',
    caller: { id: 'c', owner: 'c' },
    dialect: 'openai',
    state: 'succeeded',
    request: newImageRequest({ prompt: 'x' }),
    plan: null,
    attempts,
    results: [],
    degradations: [],
    progress: { fraction: 1, step: null, steps: null, preview: null, note: null },
    cost: usd === null ? null : { usd, source: 'list' },
    error: null,
    createdAt: 1000,
    startedAt: 1000,
    finishedAt: 3000,
    parent: null,
  };
}

describe(accountHeaders.name, () => {
  it('adds what several jobs cost, and counts the time of calls that overlap once', () => {
    const jobs = [job([attempt(1100, 2000)], 0.034), job([attempt(1500, 2500), attempt(2600, 2700)], 0.068)];
    expect(accountHeaders(jobs)).toEqual({
      'server-timing': 'bridge;dur=500, vendor;dur=1500',
      'x-fusionbridge-attempts': '3',
      'x-fusionbridge-cost': '0.102',
      'x-litellm-response-cost': '0.102',
    });
  });

  it('names no cost that nobody knows', () => {
    expect(accountHeaders([job([], null)])).toEqual({
      'server-timing': 'bridge;dur=2000, vendor;dur=0',
      'x-fusionbridge-attempts': '0',
    });
  });
});
