import type { Request } from 'express';
import { digestOf } from '../bodies/index.js';
import { setBody } from '../bodies/body-of-request.js';
import { type CallIdentity, callIdentityOf, partOfCall } from './call-identity.js';

const FOX = '{"prompt":"a fox"}';

/** A call as the controllers see it. */
async function identityOf(
  headers: Record<string, string>,
  { body = FOX, path = '/v1/images/generations', parent = null as string | null } = {},
): Promise<CallIdentity> {
  const request: Pick<Request, 'headers' | 'path'> = { headers, path };
  const raw = Buffer.from(body);
  // @ts-expect-error The rest of a request does not matter here.
  const call: Request = request;
  setBody(call, { raw, digest: () => digestOf([raw]) });
  return callIdentityOf(call, parent);
}

/**
 * These values are in the records of installations. Where this table fails, every call that is repeated over an upgrade
 * is bought again: keep the new values beside the old ones in `earlierFingerprints`, and add them here.
 */
describe('The names of calls in the database', () => {
  it('are what they were: Idempotency-Key', async () => {
    expect(await identityOf({ 'idempotency-key': 'k-1' })).toEqual({
      call: 'v4:bdf8f976b00e678440b1fd009a0da9d907107a1699c69335cacb6333fec68e2b',
      fingerprint: 'v4:key:7c35c5a1785d20704e44d5de4beb81c1fce91b6fe48ed7c3159af6f7f832078b',
      earlierFingerprints: [
        'key:c047d16e5a9cda9b19490775080e975b00008dcb17d97990dbb2188ce9e3dcd8',
        'key:ff7ebe226276208ea30607c26d9f7fb02d2ae23cdec0ddbcddf283edbd7e9aa7',
        'key:5fc909a1582341157f4eab0d80f15f0951a87b69171d94d569fc81ec52e581fb',
      ],
      joins: true,
      graceMs: 10_000,
    });
  });

  it('are what they were: the retries of an SDK', async () => {
    expect(await identityOf({ 'x-stainless-retry-count': '1' })).toEqual({
      call: 'v4:bdf8f976b00e678440b1fd009a0da9d907107a1699c69335cacb6333fec68e2b',
      fingerprint: 'v4:sdk:v4:bdf8f976b00e678440b1fd009a0da9d907107a1699c69335cacb6333fec68e2b',
      earlierFingerprints: [
        'sdk:/v1/images/generations a36c30abdeb52ed1647ea324dddb6a54b01c373345ee984ffb36aef3dc8d5953',
        'sdk:a36c30abdeb52ed1647ea324dddb6a54b01c373345ee984ffb36aef3dc8d5953',
      ],
      joins: true,
      graceMs: 10_000,
    });
  });

  it('are what they were: a picture that is repeated', async () => {
    const { earlierFingerprints } = await identityOf(
      { 'x-stainless-retry-count': '1' },
      { body: '{}', path: '/v1/images/abc/replay', parent: 'abc' },
    );
    expect(earlierFingerprints).toEqual([
      'sdk:/v1/images/abc/replay 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a:abc',
      'sdk:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a:abc',
    ]);
  });

  it('are what they were: calls without a name', async () => {
    expect(await identityOf({})).toEqual({
      call: 'v4:bdf8f976b00e678440b1fd009a0da9d907107a1699c69335cacb6333fec68e2b',
      fingerprint: null,
      earlierFingerprints: [],
      joins: false,
      graceMs: 0,
    });
  });
});

describe(callIdentityOf, () => {
  it('tells bodies and routes apart, but not the key of another body', async () => {
    const calls = await Promise.all([
      identityOf({}),
      identityOf({}, { body: '{"prompt":"a fox","seed":1}' }),
      identityOf({}, { path: '/v1/images/edits' }),
    ]);
    expect(new Set(calls.map(({ call }) => call)).size).toBe(3);

    const [one, two] = await Promise.all([
      identityOf({ 'idempotency-key': 'k-1' }),
      identityOf({ 'idempotency-key': 'k-1' }, { body: '{"prompt":"a wolf"}' }),
    ]);
    expect(one?.fingerprint).toBe(two?.fingerprint);
    expect(one?.call).not.toBe(two?.call);
  });

  it('tells the jobs of one call apart', async () => {
    const whole = await identityOf({ 'idempotency-key': 'k-1' });
    expect(partOfCall(whole, 0)).toBe(whole);
    expect(partOfCall(whole, 2)).toEqual({
      ...whole,
      call: `${whole.call}#2`,
      fingerprint: `${String(whole.fingerprint)}#2`,
      earlierFingerprints: [],
    });
  });
});
