import { BridgeError, type BridgeErrorKind } from '@fusionbridge/core';
import { BadRequestException, HttpException } from '@nestjs/common';
import { classOf, type FailureClass, retryHeaders } from '../../../failures/index.js';
import { BodyRejected } from '../body/body-rejected.js';
import { attemptForClient } from './painted.js';
import { UnknownCheckpoint } from './unknown-checkpoint.js';

/** An error response. */
export interface A1111Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Never 502 or 504: reverse proxies replace those with their own page. */
const STATUS: Readonly<Record<FailureClass, number>> = {
  invalid_request: 422,
  not_found: 404,
  unsupported: 422,
  content_policy: 400,
  idempotency_key_reused: 422,
  unauthorized: 401,
  rate_limited: 429,
  host_not_allowed: 421,
  origin_not_allowed: 403,
  all_failed: 500,
  deadline: 500,
  cancelled: 500,
  unavailable: 503,
  internal: 500,
  charged: 424,
  misconfigured: 424,
  out_of_credit: 402,
  // A1111 responds so to any error during generation.
  refused: 500,
  passing: 500,
};

/**
 * Converts any error to A1111's format (api.py `handle_exception`): `error` is the class, `detail` the text of an
 * HTTPException, `errors` that of any other exception. Invalid fields are FastAPI's 422, as is a body that is not JSON
 * (Nest's `BadRequestException`). Attempts are added as `attempts`.
 */
export function a1111ErrorOf(error: unknown): A1111Error {
  if (error instanceof BodyRejected) {
    return { status: 422, body: { detail: error.detail }, headers: {} };
  }
  if (error instanceof BridgeError) {
    return fromBridge(error);
  }
  if (error instanceof UnknownCheckpoint) {
    return { status: 500, body: exception(error.name, error.message), headers: {} };
  }
  if (error instanceof BadRequestException) {
    const detail = [{ loc: ['body'], msg: error.message, type: 'value_error.jsondecode' }];
    return { status: 422, body: { detail }, headers: {} };
  }
  if (error instanceof HttpException) {
    return { status: error.getStatus(), body: httpException(messageOf(error)), headers: {} };
  }
  return {
    status: 500,
    body: exception('InternalError', 'Something went wrong inside the bridge. Its log says more.'),
    headers: {},
  };
}

function fromBridge(error: BridgeError): A1111Error {
  const status = STATUS[classOf(error)];
  const headers = retryHeaders(status, error.retryAfterMs);
  if (error.kind === 'invalid_request' && error.field !== null) {
    const detail = [{ loc: ['body', error.field], msg: error.message, type: 'value_error' }];
    return { status, body: { detail }, headers };
  }
  const name = CLASS[error.kind];
  const body = name === null ? httpException(error.message) : exception(name, error.message);
  const attempts = error.attempts.length === 0 ? {} : { attempts: error.attempts.map(attemptForClient) };
  return { status, body: { ...body, ...attempts }, headers };
}

/** Class names as A1111 writes those of exceptions; null for its HTTPException. */
const CLASS: Readonly<Record<BridgeErrorKind, string | null>> = {
  invalid_request: null,
  not_found: null,
  unsupported: null,
  content_policy: null,
  idempotency_key_reused: null,
  unauthorized: null,
  rate_limited: null,
  host_not_allowed: null,
  origin_not_allowed: null,
  all_failed: 'AllProvidersFailed',
  deadline: 'DeadlineExceeded',
  cancelled: 'Interrupted',
  unavailable: 'Unavailable',
  internal: 'InternalError',
};

function httpException(detail: string): Record<string, unknown> {
  return { error: 'HTTPException', detail, body: '', errors: '' };
}

function exception(name: string, errors: string): Record<string, unknown> {
  return { error: name, detail: '', body: '', errors };
}

/** Nest wraps the message in a body of its own, or accepts a text. */
function messageOf(error: HttpException): string {
  const response = error.getResponse();
  if (typeof response === 'object' && 'message' in response && typeof response.message === 'string') {
    return response.message;
  }
  return typeof response === 'string' ? response : error.message;
}
