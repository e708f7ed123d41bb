import type { Outcome, ProviderErrorKind } from '@fusionbridge/core';
import type { ResponseHeaders } from './retry-after.js';

/** A response that reports an error, with its body. */
export interface ErrorResponse {
  readonly status: number;
  /** The body as JSON; null if it is not JSON. */
  readonly body: unknown;
  /** The body as text, or its beginning. */
  readonly text: string;
  /** Names in lower case; absent if the error came with a 2xx status. */
  readonly headers?: ResponseHeaders;
}

/** An error response in the bridge's terms. */
export interface VendorFailure {
  readonly kind: ProviderErrorKind;
  readonly outcome: Outcome;
  /** The vendor's own message; empty if it sent none. */
  readonly says: string;
  readonly vendorCode?: string | undefined;
  /** The field of the request that the vendor rejects, by the vendor's name for it. */
  readonly field?: string | undefined;
  /** Name of the setting that the operator has to check, if the cause is a wrong setting. */
  readonly setting?: string | undefined;
  /** Wait requested in the body, in milliseconds. A `Retry-After` header takes precedence. */
  readonly retryAfterMs?: number | undefined;
}

/** Reads a vendor's own error format. Returned fields override those derived from the status. */
export type ReadFailure = (answer: ErrorResponse) => Partial<VendorFailure>;

const KINDS: Readonly<Record<number, ProviderErrorKind>> = {
  401: 'auth',
  402: 'out_of_credit',
  403: 'auth',
  408: 'timeout',
  407: 'auth',
  429: 'rate_limited',
  504: 'timeout',
  524: 'timeout',
};

/** Refused before any work: 501 not implemented, 503 still loading or too busy. Other 5xx leave the outcome unknown. */
const WITHOUT_WORK = new Set([501, 503]);

/** See Other: sent by servers that have already done the work. */
const DONE_ELSEWHERE = 303;

/** The failure derived from the status, with the adapter's reading on top. */
export function failureOf(answer: ErrorResponse, read: ReadFailure): VendorFailure {
  return { ...failureByStatus(answer), ...read(answer) };
}

function failureByStatus({ status, text }: ErrorResponse): VendorFailure {
  if (status >= 300 && status < 400) {
    const says = 'it answers with a redirect, which is not followed so that no key goes astray';
    return { kind: 'bad_response', outcome: status === DONE_ELSEWHERE ? 'unknown' : 'rejected', says };
  }
  const known = KINDS[status];
  if (status < 500) {
    return { kind: known ?? 'validation', outcome: 'rejected', says: text };
  }
  const outcome = WITHOUT_WORK.has(status) ? 'rejected' : 'unknown';
  return { kind: known ?? 'unavailable', outcome, says: text };
}
