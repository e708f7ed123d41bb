import { ProviderError } from '@fusionbridge/core';

/**
 * The same error to be kept for as long as the bridge runs: without its cause and the stack of where it came from, by
 * which the whole request, pictures included, would stay in memory.
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
  // V8 keeps every function and receiver of a stack until its text is read or replaced.
  kept.stack = `${kept.name}: ${message}`;
  return kept;
}
