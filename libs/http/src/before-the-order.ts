import { ProviderError } from '@fusionbridge/core';

/** The same failure, of a call that only prepared the order: nothing was asked for yet, and so nothing bought. */
export function beforeTheOrder(error: unknown): unknown {
  return error instanceof ProviderError ? error.as({ outcome: 'not_sent' }) : error;
}
