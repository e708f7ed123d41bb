import { ProviderError } from '@fusionbridge/core';

/** The same failure, of a call that only prepared the order: nothing was asked for yet, and so nothing bought. */
export function beforeTheOrder(error: unknown): unknown {
  if (!(error instanceof ProviderError)) {
    return error;
  }
  return new ProviderError({
    provider: error.provider,
    kind: error.kind,
    outcome: 'not_sent',
    message: error.message,
    ...(error.status === null ? {} : { status: error.status }),
    ...(error.vendorCode === null ? {} : { vendorCode: error.vendorCode }),
    ...(error.retryAfterMs === null ? {} : { retryAfterMs: error.retryAfterMs }),
  });
}
