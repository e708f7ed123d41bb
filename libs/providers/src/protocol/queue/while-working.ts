import { ProviderError } from '@fusionbridge/core';

/**
 * The meaning of a failed poll. Whatever happens to the poll, the vendor has the task, so
 * it never counts as `not_sent` or `rejected`. `unknown` may be asked again; `accepted` is final: we were stopped, the
 * key is no longer good, or the vendor does not know the task.
 */
export function whileWorking(error: unknown, provider: string): ProviderError {
  if (!(error instanceof ProviderError)) {
    return new ProviderError({
      provider,
      kind: 'unavailable',
      outcome: 'unknown',
      message: `${provider} could not be asked about the running order`,
      cause: error,
    });
  }
  if (error.kind === 'cancelled' || error.kind === 'auth') {
    return error.as({ outcome: 'accepted' });
  }
  if (error.status === 404) {
    return new ProviderError({
      provider,
      kind: 'task_lost',
      outcome: 'accepted',
      status: 404,
      message: `${provider} does not know the order any more, and may have charged for it`,
    });
  }
  return error.as({ kind: error.kind === 'timeout' ? 'timeout' : 'unavailable', outcome: 'unknown' });
}
