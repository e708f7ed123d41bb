import { failedJob, readFailure } from './read-failure.js';

describe(readFailure.name, () => {
  it.each([
    [401, 'invalid_api_key', 'no such key', 'auth'],
    [403, 'insufficient_credits', 'buy some', 'out_of_credit'],
    [400, 'invalid_request', 'unknown key "size"', 'validation'],
    [400, 'invalid_request', 'stopped as NSFW', 'content_policy'],
    [404, 'model_not_found', 'no such model', 'validation'],
    [429, 'quota_exceeded', 'too many', 'rate_limited'],
  ])('reads %i %s, %s', (status, code, message, kind) => {
    const body = { error: { code, message, status } };
    expect(readFailure({ status, body, text: '' })).toEqual({ kind, says: message, vendorCode: code });
  });

  it('leaves the rest to the status', () => {
    const body = { error: { code: 'server_error', message: 'oops', status: 500 } };
    expect(readFailure({ status: 500, body, text: '' })).toEqual({
      says: 'oops',
      vendorCode: 'server_error',
    });
    expect(readFailure({ status: 502, body: null, text: '' })).toEqual({});
  });
});

describe(failedJob.name, () => {
  it.each([
    ['generation_failed', 'it broke', 'bad_response', 'pixeldojo ended the request as failed: it broke'],
    ['generation_failed', 'NSFW', 'content_policy', 'pixeldojo refused it for its content: NSFW'],
    ['insufficient_credits', '', 'out_of_credit', 'pixeldojo ended the request as failed'],
  ])('types %s, %j', (code, says, kind, message) => {
    const job = { status: 'failed', output: null, error: { code, message: says } };
    const error = failedJob(job, 'pixeldojo', (text) => text);
    expect(error).toMatchObject({ kind, outcome: 'accepted', vendorCode: code, message });
  });

  it('blanks out what the vendor repeats', () => {
    const job = { status: 'failed', output: null, error: { code: '', message: 'pd_secret' } };
    const error = failedJob(job, 'pixeldojo', () => '***');
    expect(error).toMatchObject({
      message: 'pixeldojo ended the request as failed: ***',
      vendorCode: 'failed',
    });
  });
});
