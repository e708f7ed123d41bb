import { ProviderError } from '@fusionbridge/core';

/** The error for a response that started but is unusable. It may have been charged. */
export function unusable(provider: string, what: string): ProviderError {
  return new ProviderError({
    provider,
    kind: 'bad_response',
    outcome: 'unknown',
    message: `${provider} ${what}`,
  });
}
