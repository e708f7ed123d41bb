import type { ProviderError, ProviderErrorKind } from '@fusionbridge/core';

/** What a client is told of a call that went to one server and failed there. */
interface UpstreamShape {
  readonly status: number;
  readonly type: string;
  readonly code: string;
}

const INVALID = 'invalid_request_error';
const SERVER = 'server_error';

/** Where the kind alone decides. A key that is refused, or a wrong setting, is the operator's, not the client's. */
const SHAPES: Partial<Record<ProviderErrorKind, UpstreamShape>> = {
  content_policy: { status: 400, type: INVALID, code: 'content_policy_violation' },
  out_of_credit: { status: 402, type: 'insufficient_quota', code: 'insufficient_quota' },
  rate_limited: { status: 429, type: 'requests', code: 'rate_limit_exceeded' },
  auth: { status: 424, type: SERVER, code: 'upstream_auth' },
  configuration: { status: 424, type: SERVER, code: 'upstream_configuration' },
};

/**
 * An error of the only server that was asked. What it finds wrong with the request is the client's to change, and its
 * code is passed on. Where something may have been charged the status is 424, which no client sends again by itself; 503
 * may be tried again.
 */
export function shapeOfUpstream(error: ProviderError): UpstreamShape {
  const { kind, outcome } = error;
  if (kind === 'validation') {
    return refusedRequest(error);
  }
  const isUncharged = outcome === 'not_sent' || outcome === 'rejected';
  return SHAPES[kind] ?? { status: isUncharged ? 503 : 424, type: SERVER, code: `upstream_${kind}` };
}

function refusedRequest({ status, vendorCode }: ProviderError): UpstreamShape {
  // Servers without a code repeat the type in its place.
  const code = vendorCode === INVALID ? null : vendorCode;
  return status === 404
    ? { status: 404, type: INVALID, code: code ?? 'not_found' }
    : { status: 400, type: INVALID, code: code ?? 'invalid_value' };
}
