import type { Attempt, Job } from '@fusionbridge/core';
import { finishedAttempt, finishedJob } from '@fusionbridge/testing';
import { accountHeaders } from './account-headers.js';

function attempt(startedAt: number, finishedAt: number): Attempt {
  return finishedAttempt({ startedAt, finishedAt });
}

function job(attempts: Attempt[], usd: number | null): Job {
  return finishedJob({
    attempts,
    cost: usd === null ? null : { usd, source: 'list' },
    createdAt: 1000,
    startedAt: 1000,
    finishedAt: 3000,
  });
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
