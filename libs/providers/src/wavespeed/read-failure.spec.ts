import { failedTask, readFailure } from './read-failure.js';

describe(readFailure.name, () => {
  it.each([
    [401, { code: 401, message: 'Unauthorized' }, { kind: 'auth', vendorCode: '401', says: 'Unauthorized' }],
    [400, { code: 400, message: 'Insufficient balance' }, { kind: 'out_of_credit' }],
    [403, { code: 403, message: 'please top up' }, { kind: 'out_of_credit' }],
    [200, { code: 429, message: 'Too many requests' }, { kind: 'rate_limited', outcome: 'rejected' }],
    [400, { code: 400, message: 'property "size" must match' }, { kind: 'validation' }],
  ])('reads %i %j', (status, body, verdict) => {
    expect(readFailure({ status, body, text: '' })).toMatchObject(verdict);
  });

  it('does not take a failure of the server in a good answer for a refusal', () => {
    expect(readFailure({ status: 200, body: { code: 500, message: 'oops' }, text: '' })).toEqual({
      says: 'oops',
      vendorCode: '500',
    });
  });

  it('leaves the rest to the status', () => {
    expect(readFailure({ status: 502, body: null, text: '' })).toEqual({});
    expect(readFailure({ status: 200, body: { code: 200, message: 'success' }, text: '' })).toEqual({});
  });
});

describe(failedTask.name, () => {
  const task = {
    status: 'failed',
    input: null,
    outputs: [],
    has_nsfw_contents: [],
    code: null,
    error: 'it broke',
  };

  it.each([
    [1200, 'content_policy', 'accepted'],
    [1400, 'validation', 'accepted'],
    [1401, 'validation', 'accepted'],
    [1402, 'media_fetch', 'accepted'],
    [1403, 'bad_response', 'accepted'],
    [1405, 'bad_response', 'accepted'],
    [5000, 'bad_response', 'accepted'],
    [5003, 'unavailable', 'rejected'],
    [5004, 'timeout', 'accepted'],
  ])('types %i', (code, kind, outcome) => {
    const error = failedTask({ ...task, code }, 'wavespeed', (text) => text);
    expect(error).toMatchObject({ kind, outcome, vendorCode: String(code) });
    expect(error.message).toContain('it broke');
  });

  it('names the end where there is no code, and blanks out what the vendor repeats', () => {
    const error = failedTask({ ...task, status: 'deleted' }, 'wavespeed', () => '***');
    expect(error.message).toBe('wavespeed ended the request as deleted: ***');
  });
});
