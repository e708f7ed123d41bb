import { readFailure } from './read-failure.js';

function failure(status: number, error: unknown): ReturnType<typeof readFailure> {
  return readFailure({ status, body: error, text: '' });
}

describe(readFailure, () => {
  it('finds the error in an array, where streams and batches put it', () => {
    const error = { error: { code: 503, status: 'UNAVAILABLE', message: 'The model is overloaded.' } };
    expect(failure(503, [error])).toEqual({ says: 'The model is overloaded.', vendorCode: 'UNAVAILABLE' });
  });

  it('reads fractions of seconds', () => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '30.5s' }];
    const error = { error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: '', details } };
    expect(failure(429, error).retryAfterMs).toBe(30_500);
  });

  it('knows a wrong key by its reason, since its status is that of a bad request', () => {
    const details = [{ reason: 'API_KEY_INVALID', domain: 'googleapis.com' }];
    const error = {
      error: { code: 400, status: 'INVALID_ARGUMENT', message: 'API key not valid.', details },
    };
    expect(failure(400, error)).toMatchObject({ kind: 'auth', vendorCode: 'API_KEY_INVALID' });
  });

  it.each([null, 'Bad gateway', { message: 'no' }, []])('makes nothing of %j', (body) => {
    expect(failure(502, body)).toEqual({});
  });
});
