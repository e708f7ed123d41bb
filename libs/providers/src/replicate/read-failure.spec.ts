import { failedPrediction, readFailure } from './read-failure.js';

const blank = (text: string): string => text.replaceAll('secret', '***');

function failure(status: number, body: unknown): ReturnType<typeof readFailure> {
  return readFailure({ status, body, text: '' });
}

describe(readFailure, () => {
  it('reads title and detail', () => {
    expect(failure(402, { title: 'Insufficient credit', detail: 'Buy some', status: 402 })).toEqual({
      says: 'Buy some',
      vendorCode: 'Insufficient credit',
    });
    expect(failure(401, { detail: 'Invalid token.' })).toEqual({ says: 'Invalid token.' });
  });

  it.each([
    [{ detail: 'throttled', retry_after: 4 }, 4000],
    [{ detail: 'Your rate limit resets in ~30s.' }, 30_000],
    [{ detail: 'Your rate limit resets in ~30s.', retry_after: 2 }, 2000],
    [{ detail: 'throttled' }, undefined],
  ])('reads how long to wait from %j', (body, retryAfterMs) => {
    expect(failure(429, body).retryAfterMs).toBe(retryAfterMs);
    expect(failure(500, body)).not.toHaveProperty('retryAfterMs');
  });

  it('reads nothing from other bodies', () => {
    expect(failure(502, null)).toEqual({});
    expect(failure(500, { error: 'broke' })).toEqual({});
  });
});

describe(failedPrediction, () => {
  it.each([
    ['failed', 'NSFW content detected. Try another prompt.', 'content_policy'],
    ['failed', 'The input or output was flagged as sensitive. (E005)', 'content_policy'],
    ['failed', 'CUDA out of memory', 'bad_response'],
    ['failed', 'E0051 is another code', 'bad_response'],
    ['canceled', null, 'cancelled'],
    ['aborted', null, 'cancelled'],
  ])('takes the status %s with %j for %s', (status, error, kind) => {
    const failed = failedPrediction({ status, error, output: [] }, 'replicate', blank);
    expect(failed).toMatchObject({ kind, outcome: 'accepted', vendorCode: status });
  });

  it('names what the vendor says, without secrets', () => {
    const prediction = { status: 'failed', error: 'bad secret', output: [] };
    expect(failedPrediction(prediction, 'replicate', blank).message).toBe(
      'replicate ended the request as failed: bad ***',
    );
  });
});
