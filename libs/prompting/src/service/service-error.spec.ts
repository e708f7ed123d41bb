import { ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import { ServiceError, type ServiceErrorKind } from './service-error.js';

function providerError(kind: ProviderErrorKind): ProviderError {
  return new ProviderError({
    provider: 'a model',
    kind,
    outcome: 'rejected',
    message: 'a model failed',
    status: 400,
    field: 'temperature',
  });
}

describe(ServiceError.name, () => {
  it.each<[ProviderErrorKind, ServiceErrorKind]>([
    ['auth', 'auth'],
    ['configuration', 'not_configured'],
    ['out_of_credit', 'out_of_credit'],
    ['validation', 'refused'],
    ['content_policy', 'refused'],
    ['rate_limited', 'rate_limited'],
    ['unavailable', 'unavailable'],
    ['timeout', 'timeout'],
    ['cancelled', 'cancelled'],
    ['bad_response', 'bad_answer'],
  ])('is %s of HTTP as %s', (kind, expected) => {
    const error = ServiceError.from(providerError(kind));
    expect(error).toMatchObject({
      kind: expected,
      message: 'a model failed',
      status: 400,
      field: 'temperature',
    });
  });

  it('is no ProviderError, so that it never counts against an image provider', () => {
    const error = ServiceError.from(providerError('unavailable'));
    expect(error).not.toBeInstanceOf(ProviderError);
    expect(error.cause).toBeUndefined();
  });
});
