import { type Attempt, BridgeError, type BridgeErrorKind, type ProviderErrorKind } from '@fusionbridge/core';
import { HttpException } from '@nestjs/common';

/**
 * What a failure means for a client, finer than its kind. `charged`: an order may have been charged, so that the same
 * request must not be sent again. `misconfigured`: only the operator can mend it. `out_of_credit`, `refused`: all
 * providers say so. `passing`: nobody began to work, and asking again may help.
 */
export type FailureClass =
  BridgeErrorKind | 'charged' | 'misconfigured' | 'out_of_credit' | 'refused' | 'passing';

/** Kinds that most clients take for a fault of the server and send again by themselves. */
const SENT_AGAIN: ReadonlySet<BridgeErrorKind> = new Set([
  'all_failed',
  'rate_limited',
  'deadline',
  'cancelled',
  'unavailable',
  'internal',
]);

/** Failures that are gone by themselves after a while; a wrong key or an empty account is not. */
const PASSING: ReadonlySet<ProviderErrorKind> = new Set([
  'rate_limited',
  'unavailable',
  'timeout',
  'bad_response',
  'media_fetch',
]);

const OPERATORS: ReadonlySet<ProviderErrorKind> = new Set(['auth', 'configuration']);

/** A stable code for dialects that have none of their own: the class of the failure. */
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

/** What every dialect decides its status by. */
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
