import { readFailure } from './read-failure.js';

function readingOf(status: number, body: unknown): ReturnType<typeof readFailure> {
  return readFailure({ status, body, text: '' });
}

function openAi(status: number, error: object): ReturnType<typeof readFailure> {
  return readingOf(status, { error: { message: 'what it says', type: null, param: null, ...error } });
}

describe(readFailure, () => {
  it.each(['insufficient_quota', 'billing_hard_limit_reached'])('takes %s for no credit', (code) => {
    expect(openAi(429, { code })).toEqual({
      kind: 'out_of_credit',
      outcome: 'rejected',
      says: 'what it says',
      vendorCode: code,
    });
  });

  it('takes the type for the code where there is none', () => {
    expect(openAi(429, { type: 'insufficient_quota' })).toMatchObject({ kind: 'out_of_credit' });
  });

  it('leaves other 429s to their status', () => {
    expect(openAi(429, { code: 'rate_limit_exceeded' })).toEqual({
      says: 'what it says',
      vendorCode: 'rate_limit_exceeded',
    });
  });

  it.each(['moderation_blocked', 'content_policy_violation', 'content_filter'])(
    'takes %s for a refusal',
    (code) => {
      expect(openAi(400, { code })).toMatchObject({ kind: 'content_policy', outcome: 'rejected' });
    },
  );

  it('knows that a picture which was refused afterwards was painted', () => {
    const details = { moderation_details: { moderation_stage: 'output' } };
    expect(openAi(400, { code: 'moderation_blocked', ...details })).toMatchObject({ outcome: 'accepted' });
    expect(openAi(400, { code: 'moderation_blocked', moderation_details: null })).toMatchObject({
      outcome: 'rejected',
    });
  });

  it.each([
    ['a number for a code (LocalAI)', { error: { code: 500, message: 'rpc error' } }, { says: 'rpc error' }],
    ['text for an error (sd.cpp)', { error: 'prompt required' }, { says: 'prompt required' }],
    [
      'a list of findings (FastAPI)',
      { detail: [{ loc: ['body', 'prompt'], msg: 'Field required' }] },
      { says: 'prompt: Field required' },
    ],
    ['nothing', { anything: 'else' }, {}],
    ['no object', 'text', {}],
    ['null', null, {}],
  ])('reads %s', (_what, body, expected) => {
    expect(readingOf(400, body)).toEqual(expected);
  });

  it.each([
    ['503: Service not ready', { kind: 'unavailable', outcome: 'rejected', says: 'Service not ready' }],
    ['404: Image not found', { kind: 'validation', outcome: 'rejected', says: 'Image not found' }],
    [
      '404: Image variations not enabled',
      {
        kind: 'generation_failed',
        outcome: 'rejected',
        says: 'Image variations not enabled',
        setting: expect.stringContaining('variations_config'),
      },
    ],
    ['401: Not authenticated', { kind: 'auth', outcome: 'rejected', says: 'Not authenticated' }],
    ["'NoneType' object has no attribute", { says: "'NoneType' object has no attribute" }],
    ['CUDA error: an illegal memory access', { says: 'CUDA error: an illegal memory access' }],
    ['500: really', { says: '500: really' }],
  ])('understands what FastFusion meant by the 500 %j', (detail, expected) => {
    expect(readingOf(500, { detail })).toEqual(expected);
    expect(readingOf(400, { detail })).toEqual({ says: detail });
  });

  it.each([
    "Adapter name(s) {'elna'} not in the list of present adapters: {'elena'}.",
    "'NoneType' object has no attribute 'guidance_scale'",
    'Input is in incorrect format. Currently, we only support <class PIL.Image.Image>',
    "'>' not supported between instances of 'NoneType' and 'int'",
  ])('holds what FastFusion says of a request against the request: %s', (detail) => {
    expect(readingOf(500, { detail })).toEqual({
      kind: 'validation',
      outcome: 'rejected',
      says: expect.stringContaining(detail),
    });
  });
});
