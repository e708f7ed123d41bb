import { BridgeError, sentences } from '@fusionbridge/core';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Response } from 'express';
import { Responses, logFailure } from '../../responses/index.js';
import {
  adviceOn,
  classOf,
  codeOf,
  type FailureClass,
  retryHeaders,
  statusOnceCharged,
} from '../../failures/index.js';
import { simpleNameOf, withSimpleNames } from './provider-name.js';

const STATUS: Readonly<Record<FailureClass, number>> = {
  invalid_request: 400,
  not_found: 404,
  unsupported: 400,
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
  refused: 500,
  passing: 500,
};

/** The client's to mend; all others are failures of ours or of a provider. */
const INVALID: ReadonlySet<FailureClass> = new Set([
  'invalid_request',
  'not_found',
  'unsupported',
  'content_policy',
  'idempotency_key_reused',
  'unauthorized',
  'rate_limited',
  'host_not_allowed',
  'origin_not_allowed',
]);

const FAILED = 'Image generation failed';

const HEADINGS: Readonly<Partial<Record<FailureClass, string>>> = {
  unauthorized: 'Unauthorized',
  rate_limited: 'Too many requests',
  not_found: 'Not found',
};

interface Told {
  readonly status: number;
  readonly error: string;
  readonly message: string;
  readonly field: string | null;
  readonly retryAfterMs: number | null;
  readonly providers: readonly { provider: string; reason: string }[];
}

/** Writes any error the way the replaced server did, every provider with its reason. */
@Catch()
export class SimpleFilter implements ExceptionFilter {
  constructor(private readonly responses: Responses) {}

  async catch(exception: unknown, host: ArgumentsHost): Promise<void> {
    const response = host.switchToHttp().getResponse<Response>();
    const pending = this.responses.open(response);
    const { status: usual, error, message, field, retryAfterMs, providers } = toldOf(exception);
    logFailure(exception);
    const status = statusOnceCharged(usual, pending.billed);
    const advice = adviceOn(exception, status, pending.billed);
    const more = advice.billed === undefined ? {} : { code: codeOf(exception), ...advice };
    const body = {
      success: false,
      error,
      message: withSimpleNames(message),
      ...(field === null ? {} : { field }),
      providers,
      ...more,
    };
    const headers = retryHeaders(status, retryAfterMs);
    await pending.json(body, { status, headers });
  }
}

function toldOf(exception: unknown): Told {
  const nothing = { field: null, retryAfterMs: null, providers: [] };
  if (exception instanceof BridgeError) {
    return fromBridge(exception);
  }
  if (exception instanceof HttpException) {
    return {
      ...nothing,
      status: exception.getStatus(),
      error: 'Invalid request',
      message: exception.message,
    };
  }
  const message = 'Something went wrong inside the bridge. Its log says more.';
  return { ...nothing, status: 500, error: FAILED, message };
}

function fromBridge(error: BridgeError): Told {
  const failure = classOf(error);
  const providers = error.attempts.map((attempt) => ({
    provider: simpleNameOf(attempt.provider),
    reason: withSimpleNames(attempt.error?.message ?? 'sent no picture'),
  }));
  return {
    status: STATUS[failure],
    error: HEADINGS[failure] ?? (INVALID.has(failure) ? 'Invalid request' : FAILED),
    message: error.kind === 'all_failed' ? failedWithAll(error, failure) : error.message,
    field: error.field,
    retryAfterMs: error.retryAfterMs,
    providers,
  };
}

/** The replaced server's words; then everybody who was asked, and why nobody else was. */
function failedWithAll({ attempts, message }: BridgeError, failure: FailureClass): string {
  const last = attempts.at(-1)?.error?.message;
  // Where something may have been charged, those that charge are not asked any more.
  const whom = failure === 'charged' ? 'all providers that could be asked' : 'all providers';
  return last === undefined
    ? message
    : sentences([`Image generation failed with ${whom}. Last error: ${last}`, `All errors: ${message}`]);
}
