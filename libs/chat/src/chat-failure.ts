import { ProviderError } from '@fusionbridge/core';

/** The error of an answer that was begun and cannot be used; it may have been charged. */
export function unusable(provider: string, what: string): ProviderError {
  return new ProviderError({
    provider,
    kind: 'bad_response',
    outcome: 'unknown',
    message: `${provider} ${what}`,
  });
}
