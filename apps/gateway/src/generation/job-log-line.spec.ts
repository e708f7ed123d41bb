import { newImageRequest } from '@fusionbridge/core';
import { finishedAttempt, finishedJob } from '@fusionbridge/testing';
import { jobLogLine } from './job-log-line.js';

const JOB = finishedJob({
  caller: { id: 'c', owner: 'anna' },
  request: newImageRequest({ prompt: 'a secret fox' }),
  finishedAt: 1500,
});

const REFUSED = finishedAttempt({
  provider: 'fal',
  outcome: 'rejected',
  delivered: 0,
  error: { kind: 'auth', message: 'fal refused the key (401):\ncheck FAL_API_KEY.', status: 401 },
});

describe(jobLogLine, () => {
  it('says why a provider failed and which LoRAs were dropped, on one line and without the prompt', () => {
    const line = jobLogLine({
      ...JOB,
      attempts: [REFUSED, finishedAttempt({ provider: 'sandbox' })],
      degradations: [
        { field: 'loras', asked: 'film:0.8', given: 'dropped', why: 'the vendor takes at most 3' },
        { field: 'size', asked: '1x1', given: '2x2', why: 'no such size' },
      ],
      cache: 'miss',
    });
    expect(line).toBe(
      'openai anna: j succeeded in 1.5 s (fal rejected: fal refused the key (401): check FAL_API_KEY, sandbox delivered; ' +
        'cost unknown); LoRAs left out: film:0.8 (the vendor takes at most 3)',
    );
  });

  it('says why a job failed, once', () => {
    const message = 'The only provider failed. fal refused the key (401): check FAL_API_KEY.';
    const line = jobLogLine({
      ...JOB,
      state: 'failed',
      attempts: [REFUSED],
      error: { kind: 'all_failed', message, field: null },
      cache: null,
    });
    expect(line).toBe(
      'openai anna: j failed in 1.5 s (fal rejected; cost unknown); ' +
        'The only provider failed. fal refused the key (401): check FAL_API_KEY',
    );
  });
});
