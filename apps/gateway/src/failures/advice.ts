import { type Billed, BridgeError } from '@fusionbridge/core';
import { classOf, type FailureClass } from './failure-class.js';

/** The bridge's own fields of an error, for programs and people. */
export interface Advice {
  /** The same request may be repeated after `retry-after`. */
  readonly retryable: boolean;
  readonly billed: Billed;
  /** One sentence each; mostly one. */
  readonly suggestions: readonly string[];
}

const SUGGESTIONS: Readonly<Partial<Record<FailureClass, string>>> = {
  charged:
    'Do not send it again unless another charge is all right; the job may tell more: GET /v1/jobs/{id}.',
  misconfigured: 'The operator has to mend a setting; GET /status tells which.',
  out_of_credit: 'Top up the account of the provider, or set another provider up.',
  refused: 'Change the request as the message says.',
  rate_limited: 'Send it again after the time in retry-after.',
  passing: 'Send it again in a moment: nothing was bought.',
  unavailable: 'Send it again in a moment: nothing was bought.',
  content_policy: 'Change the prompt: the same words are refused again.',
  unsupported: 'Leave out what cannot be done, or ask without "fidelity": "strict".',
  unauthorized: 'Send a key of this bridge, as Authorization: Bearer KEY.',
  deadline: 'Ask for less at once, or have TOTAL_DEADLINE_SECONDS raised.',
  internal: 'The log of the bridge says more.',
};

/** Statuses that deserve advice although the request itself is not at fault. */
const BEYOND_THE_REQUEST: ReadonlySet<number> = new Set([402, 424, 429]);

/**
 * Empty for a request that is itself invalid and was never sent to a vendor: its dialect's own fields say everything,
 * and strict clients accept no others.
 * @param status The status of the response
 * @param billed The charges known to the response; an error may know of more
 */
export function adviceOn(error: unknown, status: number, billed: Billed): Partial<Advice> {
  const known = error instanceof BridgeError ? error : null;
  const isBeyond = status >= 500 || BEYOND_THE_REQUEST.has(status) || (known?.attempts.length ?? 0) > 0;
  if (!isBeyond) {
    return {};
  }
  return {
    retryable: status === 429 || status === 503,
    billed: known === null || known.billed === 'no' ? billed : known.billed,
    suggestions: known === null ? [] : suggestionsFor(known),
  };
}

function suggestionsFor(error: BridgeError): string[] {
  if (error.kind === 'not_found' && error.field === 'model') {
    return ['GET /v1/models lists the models.'];
  }
  const settings = [...new Set(error.attempts.flatMap((attempt) => attempt.error?.setting ?? []))];
  const check = settings.length === 0 ? [] : [`The operator has to check ${settings.join(', ')}.`];
  const usual = SUGGESTIONS[classOf(error)] ?? [];
  const isSaid = check.length > 0 && classOf(error) === 'misconfigured';
  return isSaid ? check : [usual, check].flat();
}
