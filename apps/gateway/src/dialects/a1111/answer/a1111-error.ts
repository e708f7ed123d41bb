import { BridgeError, type BridgeErrorKind } from '@fusionbridge/core';
import { BadRequestException, HttpException } from '@nestjs/common';
import { BodyRejected } from '../body/body-rejected.js';
import { attemptForClient } from './painted.js';
import { UnknownCheckpoint } from './unknown-checkpoint.js';

/** An answer that says no. */
export interface A1111Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Never 502 or 504: proxies in front put their own page there. */
const STATUS: Readonly<Record<BridgeErrorKind, number>> = {
  invalid_request: 422,
  not_found: 404,
  unsupported: 422,
  content_policy: 400,
  unauthorized: 401,
  rate_limited: 429,
  host_not_allowed: 421,
  origin_not_allowed: 403,
  all_failed: 500,
  deadline: 500,
  cancelled: 500,
  unavailable: 503,
  internal: 500,
};

/** Above this some clients hang. */
const LONGEST_RETRY_SECONDS = 30;

/**
 * Any error in A1111's words (api.py `handle_exception`): `error` is the class, `detail` what an HTTPException says,
 * `errors` what any other exception says. Body mistakes are FastAPI's 422, a body that is no JSON among them (Nest's
 * `BadRequestException`). What was tried is added as `attempts`.
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
  const status = STATUS[error.kind];
  const headers = retryHeaders(error.retryAfterMs);
  if (error.kind === 'invalid_request' && error.field !== null) {
    const detail = [{ loc: ['body', error.field], msg: error.message, type: 'value_error' }];
    return { status, body: { detail }, headers };
  }
  const body = status < 500 ? httpException(error.message) : exception(CLASS[error.kind], error.message);
  const attempts = error.attempts.length === 0 ? {} : { attempts: error.attempts.map(attemptForClient) };
  return { status, body: { ...body, ...attempts }, headers };
}

/** The names that stand where A1111 writes the exception's class. */
const CLASS: Readonly<Record<BridgeErrorKind, string>> = {
  invalid_request: 'HTTPException',
  not_found: 'HTTPException',
  unsupported: 'HTTPException',
  content_policy: 'HTTPException',
  unauthorized: 'HTTPException',
  rate_limited: 'HTTPException',
  host_not_allowed: 'HTTPException',
  origin_not_allowed: 'HTTPException',
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

/** Nest puts the message into a body of its own or takes a text. */
function messageOf(error: HttpException): string {
  const response = error.getResponse();
  if (typeof response === 'object' && 'message' in response && typeof response.message === 'string') {
    return response.message;
  }
  return typeof response === 'string' ? response : error.message;
}

function retryHeaders(retryAfterMs: number | null): Record<string, string> {
  if (retryAfterMs === null) {
    return {};
  }
  const seconds = Math.min(LONGEST_RETRY_SECONDS, Math.max(1, Math.ceil(retryAfterMs / 1000)));
  return { 'Retry-After': String(seconds) };
}
