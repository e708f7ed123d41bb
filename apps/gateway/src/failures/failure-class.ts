import { type Attempt, BridgeError, type BridgeErrorKind, type ProviderErrorKind } from '@fusionbridge/core';
import { HttpException } from '@nestjs/common';

/**
 * The meaning of a failure for a client, finer than its kind. `charged`: a vendor may have charged for the call, so it
 * must not be repeated. `misconfigured`: only the operator can fix it. `out_of_credit`, `refused`: all providers
 * reported it. `passing`: no work was started, and a retry may help.
 */
export type FailureClass =
  BridgeErrorKind | 'charged' | 'misconfigured' | 'out_of_credit' | 'refused' | 'passing';

/** Kinds that most clients take for a server error and retry on their own. */
const SENT_AGAIN: ReadonlySet<BridgeErrorKind> = new Set([
  'all_failed',
  'rate_limited',
  'deadline',
  'cancelled',
  'unavailable',
  'internal',
]);

/** Temporary failures; a wrong key or an empty account is not one. */
const PASSING: ReadonlySet<ProviderErrorKind> = new Set([
  'rate_limited',
  'unavailable',
  'timeout',
  'bad_response',
  'media_fetch',
]);

const OPERATORS: ReadonlySet<ProviderErrorKind> = new Set(['auth', 'configuration']);

/** A stable error code for dialects that define none: the class of the failure. */
export function codeOf(error: unknown): FailureClass {
  if (error instanceof BridgeError) {
    return classOf(error);
  }
  return error instanceof HttpException && error.getStatus() < 500
    ? codeOfStatus(error.getStatus())
    : 'internal';
}

function codeOfStatus(status: number): FailureClass {
  return status === 404 ? 'not_found' : 'invalid_request';
}

/** The basis on which every dialect chooses a status. */
export function classOf(error: BridgeError): FailureClass {
  if (error.billed !== 'no' && SENT_AGAIN.has(error.kind)) {
    return 'charged';
  }
  return error.kind === 'all_failed' ? classOfAttempts(error.attempts) : error.kind;
}

function classOfAttempts(attempts: readonly Attempt[]): FailureClass {
  if (attempts.some(({ outcome }) => outcome !== 'not_sent' && outcome !== 'rejected')) {
    return 'all_failed';
  }
  const kinds = attempts.flatMap(({ error }) => (error === null ? [] : [error.kind]));
  const all = (kind: ProviderErrorKind): boolean => kinds.length > 0 && kinds.every((one) => one === kind);
  if (all('out_of_credit')) {
    return 'out_of_credit';
  }
  if (all('validation')) {
    return 'refused';
  }
  if (all('rate_limited')) {
    return 'rate_limited';
  }
  if (kinds.some((kind) => PASSING.has(kind))) {
    return 'passing';
  }
  return kinds.some((kind) => OPERATORS.has(kind)) ? 'misconfigured' : 'all_failed';
}
