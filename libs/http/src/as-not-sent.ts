import { ProviderError } from '@fusionbridge/core';

/** The same error with outcome `not_sent`: for calls that only prepare a generation request, before anything is bought. */
export function asNotSent(error: unknown): unknown {
  return error instanceof ProviderError ? error.as({ outcome: 'not_sent' }) : error;
}
