import { readFailure } from './read-failure.js';

function failure(status: number, name: string, ...errors: string[]): ReturnType<typeof readFailure> {
  return readFailure({ status, body: { id: '7a1c', name, errors }, text: '' });
}

describe(readFailure, () => {
  it('recognizes refused content, which has the status of a wrong key', () => {
    expect(failure(403, 'content_moderation', 'Your request was flagged')).toEqual({
      says: 'Your request was flagged',
      vendorCode: 'content_moderation',
      kind: 'content_policy',
    });
    expect(failure(403, 'unauthorized', 'missing or invalid key')).not.toHaveProperty('kind');
  });

  it('blames the settings for a model that does not exist', () => {
    expect(failure(400, 'bad_request', 'prompt: too long', 'model: must be one of sd3.5-large')).toEqual({
      says: 'prompt: too long; model: must be one of sd3.5-large',
      vendorCode: 'bad_request',
      kind: 'configuration',
      setting: 'STABILITY_MODEL or config/models.json',
    });
  });

  it.each([
    [402, 'payment_required', 'You lack sufficient credits'],
    [413, 'payload_too_large', 'The request is larger than 10 MiB'],
    [429, 'rate_limit_exceeded', 'You have exceeded the rate limit'],
    [500, 'internal_error', 'An unexpected error occurred'],
  ])('leaves the kind of %i to the status', (status, name, says) => {
    expect(failure(status, name, says)).toEqual({ says, vendorCode: name });
  });

  it('reads errors without a name, and nothing from other bodies', () => {
    expect(failure(400, '', 'seed: too large')).toEqual({ says: 'seed: too large' });
    expect(readFailure({ status: 502, body: null, text: '<html>' })).toEqual({});
    expect(readFailure({ status: 500, body: { message: 'broke' }, text: '' })).toEqual({});
  });
});
