import { type Billed, BridgeError } from '@fusionbridge/core';
import { classOf, type FailureClass } from './failure-class.js';

/** What a program, or a person, can make of a failure: our own part of an error. */
export interface Advice {
  /** The same request may be sent again, after `retry-after`. */
  readonly retryable: boolean;
  readonly billed: Billed;
  /** What to do, one sentence each; mostly one. */
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

/** Answers that are worth advice although the request itself is not at fault. */
const BEYOND_THE_REQUEST: ReadonlySet<number> = new Set([402, 424, 429]);

/**
 * Nothing for a request that is itself at fault and was never sent anywhere: such an error says all in its dialect's own
 * fields, and strict readers take nothing beside them.
 * @param status As it is answered
 * @param billed What the call has cost as far as the answer knows; an error may know more
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
