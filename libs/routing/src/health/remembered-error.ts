import { ProviderError } from '@fusionbridge/core';

/**
 * A copy of the error that can be kept for as long as the bridge runs: without cause and stack, which would keep the
 * whole request in memory, pictures included.
 */
export function rememberedError(error: ProviderError): ProviderError {
  const { provider, kind, outcome, message, status, vendorCode, retryAfterMs, setting } = error;
  const kept = new ProviderError({
    provider,
    kind,
    outcome,
    message,
    ...(status === null ? {} : { status }),
    ...(vendorCode === null ? {} : { vendorCode }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
    ...(setting === null ? {} : { setting }),
  });
  // V8 retains every function and receiver of a stack until the stack text is read or replaced.
  kept.stack = `${kept.name}: ${message}`;
  return kept;
}
