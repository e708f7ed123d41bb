import { isBlameless, ProviderError, type ProviderErrorKind } from './provider-error.js';

const FACTS = {
  provider: 'fal',
  kind: 'rate_limited',
  outcome: 'rejected',
  message: 'fal is asked too often',
  status: 429,
  vendorCode: 'too_many',
  retryAfterMs: 7000,
  setting: 'FAL_API_KEY',
  cause: new Error('429'),
} as const;

describe(ProviderError.name, () => {
  it('has null for every fact that is not known', () => {
    const { provider, kind, outcome, message } = FACTS;
    expect(new ProviderError({ provider, kind, outcome, message })).toMatchObject({
      name: 'ProviderError',
      message,
      status: null,
      vendorCode: null,
      retryAfterMs: null,
      setting: null,
    });
  });

  it('loses nothing but what is changed when it is understood otherwise', () => {
    const error = new ProviderError(FACTS);
    const changed = error.as({ kind: 'unavailable', outcome: 'unknown' });
    expect(changed).toMatchObject({ ...FACTS, kind: 'unavailable', outcome: 'unknown' });
    expect(error).toMatchObject(FACTS);
    expect(error.as({ message: 'other', setting: 'FAL_QUEUE_URL' })).toMatchObject({
      ...FACTS,
      message: 'other',
      setting: 'FAL_QUEUE_URL',
    });
  });

  it('keeps unknown facts unknown when it is changed', () => {
    const { provider, kind, outcome, message } = FACTS;
    expect(new ProviderError({ provider, kind, outcome, message }).as({})).toMatchObject({
      status: null,
      vendorCode: null,
      retryAfterMs: null,
      setting: null,
    });
  });
});

describe(isBlameless.name, () => {
  it.each<[ProviderErrorKind, boolean]>([
    ['validation', true],
    ['content_policy', true],
    ['media_fetch', true],
    ['cancelled', true],
    ['generation_failed', true],
    ['auth', false],
    ['configuration', false],
    ['out_of_credit', false],
    ['rate_limited', false],
    ['unavailable', false],
    ['timeout', false],
    ['task_lost', false],
    ['bad_response', false],
  ])('%s: %s', (kind, expected) => {
    expect(isBlameless(kind)).toBe(expected);
  });
});
