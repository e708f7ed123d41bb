import { readFailure } from './read-failure.js';

function failure(status: number, error: unknown): ReturnType<typeof readFailure> {
  return readFailure({ status, body: { error }, text: '' });
}

describe(readFailure, () => {
  it('recognizes an empty account by the type of the error', () => {
    expect(failure(402, { message: 'Credit limit exceeded', type: 'credit_limit', code: null })).toEqual({
      says: 'Credit limit exceeded',
      vendorCode: 'credit_limit',
      kind: 'out_of_credit',
    });
  });

  it.each([
    [400, 'NSFW content detected in the prompt'],
    [422, 'The safety checker refused the image'],
    [400, 'This violates our content policy'],
  ])('recognizes refused content with status %i by the message %j', (status, message) => {
    expect(failure(status, { message, type: 'invalid_request_error' })).toMatchObject({
      kind: 'content_policy',
      vendorCode: 'invalid_request_error',
    });
  });

  it('leaves the kind to the status for everything else', () => {
    expect(failure(503, { message: 'safety maintenance', type: 'service_unavailable' })).toEqual({
      says: 'safety maintenance',
      vendorCode: 'service_unavailable',
    });
    expect(failure(429, { message: 'slow down', type: 'requests', code: 'rate_limit_exceeded' })).toEqual({
      says: 'slow down',
      vendorCode: 'rate_limit_exceeded',
    });
  });

  it('reads an error without type and code, and nothing from other bodies', () => {
    expect(failure(400, { message: 'bad width', type: 7 })).toEqual({ says: 'bad width' });
    expect(readFailure({ status: 502, body: null, text: '<html>' })).toEqual({});
    expect(readFailure({ status: 500, body: { error: 'text' }, text: '' })).toEqual({});
  });
});
