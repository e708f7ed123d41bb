import { isJobFailure, readFailure, readJobFailure } from './read-failure.js';
import { ProviderError } from '@fusionbridge/core';

const LOCKED = { detail: 'User is locked. Reason: Exhausted balance. Top up your balance.' };

function finding(type: string): unknown {
  return { detail: [{ loc: ['body', 'loras', 0], msg: 'something is wrong', type }] };
}

describe(readFailure.name, () => {
  it.each([
    ['an empty account', 403, LOCKED, { kind: 'out_of_credit', says: LOCKED.detail }],
    ['a key without rights', 403, { detail: 'Forbidden' }, { says: 'Forbidden' }],
    ['older errors', 400, { error: { message: 'bad', code: 'x' } }, { says: 'bad' }],
    ['still older errors', 400, { message: 'bad' }, { says: 'bad' }],
    ['a proxy', 502, null, {}],
    ['odd JSON', 500, [1], {}],
  ])('reads %s', (_what, status, body, verdict) => {
    expect(readFailure({ status, body, text: '' })).toEqual(verdict);
  });

  it('decides by the type, wherever it stands', () => {
    const headers = { 'x-fal-error-type': 'startup_timeout' };
    expect(readFailure({ status: 504, body: null, text: '', headers })).toEqual({
      kind: 'timeout',
      vendorCode: 'startup_timeout',
    });
    const two = { detail: [{ type: 'missing' }, { type: 'content_policy_violation' }] };
    expect(readFailure({ status: 422, body: two, text: '' })).toMatchObject({ kind: 'content_policy' });
  });
});

describe(readJobFailure.name, () => {
  it.each([
    [422, finding('file_download_error'), { kind: 'media_fetch', outcome: 'accepted' }],
    [422, finding('less_than_equal'), { vendorCode: 'less_than_equal', outcome: 'accepted' }],
    [422, { detail: 'no' }, { vendorCode: 'http_422', outcome: 'accepted' }],
    [400, { detail: 'no' }, { vendorCode: 'http_400', outcome: 'accepted' }],
    [504, { detail: 'x', error_type: 'request_timeout' }, { kind: 'timeout', outcome: 'rejected' }],
    [500, { detail: 'x', error_type: 'runner_server_error' }, { outcome: 'rejected' }],
  ])('takes %i %j for the end of the order', (status, body, verdict) => {
    expect(readJobFailure({ status, body, text: '' })).toMatchObject(verdict);
  });

  it.each([
    [400, { detail: 'Request is still in progress' }],
    [500, { detail: 'Internal Server Error' }],
    [502, null],
    [429, { detail: 'slow down' }],
    [401, { detail: 'No user found for Key ID and Secret' }],
  ])('takes %i %j for a question that failed', (status, body) => {
    const verdict = readJobFailure({ status, body, text: '' });
    expect(verdict.vendorCode).toBeUndefined();
    expect(verdict.outcome).toBeUndefined();
  });

  it('tells both apart afterwards', () => {
    const facts = { provider: 'fal', kind: 'unavailable', outcome: 'unknown', message: 'x' } as const;
    expect(
      isJobFailure(new ProviderError({ ...facts, status: 500, vendorCode: 'runner_server_error' })),
    ).toBe(true);
    expect(isJobFailure(new ProviderError({ ...facts, status: 500 }))).toBe(false);
    expect(isJobFailure(new ProviderError({ ...facts, vendorCode: 'ECONNRESET' }))).toBe(false);
  });
});
