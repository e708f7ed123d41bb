import { ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import type { FaultKind, FaultSpec } from './sandbox-fault.js';

interface Refusal {
  readonly kind: ProviderErrorKind;
  readonly status: number;
  readonly message: string;
}

const REFUSALS: Readonly<Partial<Record<FaultKind, Refusal>>> = {
  rate_limited: { kind: 'rate_limited', status: 429, message: 'is asked too often' },
  unavailable: { kind: 'unavailable', status: 503, message: 'is still loading' },
  server_error: { kind: 'unavailable', status: 500, message: 'broke' },
  content_policy: { kind: 'content_policy', status: 400, message: 'refused it for its content' },
  out_of_credit: { kind: 'out_of_credit', status: 402, message: 'has no credit left' },
  auth: { kind: 'auth', status: 401, message: 'refused the key' },
};

/** The error of a fault; null if the fault changes the pictures instead. */
export function refusalOf(fault: FaultSpec): ProviderError | null {
  const refusal = fault.kind === null ? undefined : REFUSALS[fault.kind];
  if (refusal === undefined) {
    return null;
  }
  return new ProviderError({
    provider: 'sandbox',
    kind: refusal.kind,
    outcome: 'rejected',
    status: refusal.status,
    message: `sandbox ${refusal.message}, because it was told to`,
    ...(fault.retryAfterMs === null ? {} : { retryAfterMs: fault.retryAfterMs }),
  });
}
