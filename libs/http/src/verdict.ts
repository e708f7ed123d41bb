import type { Outcome, ProviderErrorKind } from '@fusionbridge/core';
import type { AnswerHeaders } from './retry-after.js';

/** An answer with an error status, read to the end. */
export interface FailedAnswer {
  readonly status: number;
  /** The body as JSON; null where it is none. */
  readonly body: unknown;
  /** The body as text, or its beginning. */
  readonly text: string;
  /** Names in lower case; absent where a good status carried the failure. */
  readonly headers?: AnswerHeaders;
}

/** What an answer means. */
export interface Verdict {
  readonly kind: ProviderErrorKind;
  readonly outcome: Outcome;
  /** What the vendor says, in its own words; empty where it says nothing. */
  readonly says: string;
  readonly vendorCode?: string | undefined;
  /** Name of the setting that the operator has to check, where the mistake is the operator's. */
  readonly setting?: string | undefined;
  /** How long it asks to wait in its body; its headers, which are read anyway, win. */
  readonly retryAfterMs?: number | undefined;
}

/** An adapter's reading of its vendor's own error format: whatever it knows better than the status. */
export type ReadFailure = (answer: FailedAnswer) => Partial<Verdict>;

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

/** Refused before any work: 501 not implemented, 503 still loading or too busy. Of other 5xx nobody can tell. */
const WITHOUT_WORK = new Set([501, 503]);

/** See other: the answer of servers that have done what was asked. */
const DONE_ELSEWHERE = 303;

/** What a status means where the adapter knows nothing better. */
export function verdictOf(answer: FailedAnswer, read: ReadFailure): Verdict {
  return { ...usualVerdict(answer), ...read(answer) };
}

function usualVerdict({ status, text }: FailedAnswer): Verdict {
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
