import { type Billed, BridgeError, type BridgeErrorKind, ProviderError, sentences } from '@fusionbridge/core';
import { PictureError } from '@fusionbridge/media';
import { HttpException } from '@nestjs/common';
import { FileTooLarge } from '../../bodies/index.js';
import {
  type Advice,
  adviceOn,
  classOf,
  type FailureClass,
  retryHeaders,
  statusOnceCharged,
} from '../../failures/index.js';
import { shapeOfUpstream } from './upstream-error.js';

/** An error the way OpenAI's SDKs read it. */
export interface OpenAiError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly error: {
      readonly message: string;
      readonly type: string;
      readonly param: string | null;
      readonly code: string;
    };
  };
}

interface Shape {
  readonly status: number;
  readonly type: string;
  readonly code: string;
}

const INVALID = 'invalid_request_error';
const SERVER = 'server_error';

/** Not one of those that most clients send again by themselves: 408, 409, 429 and all from 500 on. */
const FAILED_DEPENDENCY = 424;

/** Never 502 or 504, whose bodies proxies replace; never 409 or 408, which the SDKs send again. */
const SHAPES: Readonly<Record<BridgeErrorKind, Shape>> = {
  invalid_request: { status: 400, type: INVALID, code: 'invalid_value' },
  not_found: { status: 404, type: INVALID, code: 'not_found' },
  unsupported: { status: 400, type: INVALID, code: 'unsupported' },
  content_policy: { status: 400, type: INVALID, code: 'content_policy_violation' },
  idempotency_key_reused: { status: 422, type: INVALID, code: 'idempotency_key_reused' },
  unauthorized: { status: 401, type: INVALID, code: 'invalid_api_key' },
  rate_limited: { status: 429, type: 'requests', code: 'rate_limit_exceeded' },
  host_not_allowed: { status: 421, type: INVALID, code: 'host_not_allowed' },
  origin_not_allowed: { status: 403, type: INVALID, code: 'origin_not_allowed' },
  all_failed: { status: 500, type: SERVER, code: 'all_providers_failed' },
  deadline: { status: 500, type: SERVER, code: 'deadline_exceeded' },
  cancelled: { status: 500, type: SERVER, code: 'cancelled' },
  unavailable: { status: 503, type: SERVER, code: 'unavailable' },
  internal: { status: 500, type: SERVER, code: 'internal_error' },
};

/** What a class of failures changes in the shape of its kind. */
const CLASSES: Readonly<Partial<Record<FailureClass, Partial<Shape>>>> = {
  charged: { status: FAILED_DEPENDENCY },
  misconfigured: { status: FAILED_DEPENDENCY },
  out_of_credit: { status: 402, type: 'insufficient_quota', code: 'insufficient_quota' },
  refused: { status: 400, type: INVALID, code: 'invalid_value' },
  rate_limited: SHAPES.rate_limited,
  // Asking again may help and costs nothing yet.
  passing: { status: 503 },
};

/** By these words LiteLLM knows a refusal of the prompt. */
const SAFETY = 'Your request was rejected as a result of the safety system (content_policy_violation).';

/**
 * An error as it is answered: in OpenAI's shape, with our advice.
 * @param billed What the call has cost so far, whatever the error knows of it
 */
export function openAiResponseTo(
  error: unknown,
  billed: Billed,
): OpenAiError & { readonly body: { readonly error: Partial<Advice> } } {
  const told = openAiErrorOf(error);
  const status = statusOnceCharged(told.status, billed);
  const detail = told.body.error;
  const isRefused = detail.code === SHAPES.content_policy.code;
  const message = isRefused ? sentences([detail.message, SAFETY]) : detail.message;
  return {
    status,
    headers: status === told.status ? told.headers : retryHeaders(status, null),
    body: { error: { ...detail, message, ...adviceOn(error, status, billed) } },
  };
}

/** Any error in OpenAI's shape. What must not be sent again says so: an SDK would buy it three times. */
export function openAiErrorOf(error: unknown): OpenAiError {
  if (error instanceof BridgeError) {
    return fromBridge(error);
  }
  if (error instanceof ProviderError) {
    const shape = shapeOfUpstream(error);
    return answer(shape, sentence(error.message), {
      headers: retryHeaders(shape.status, error.retryAfterMs),
    });
  }
  if (error instanceof PictureError) {
    return answer({ status: 400, type: INVALID, code: 'invalid_image' }, error.message);
  }
  if (error instanceof HttpException) {
    const status = error.getStatus();
    const code = status === 404 ? 'not_found' : 'invalid_request';
    const param = error instanceof FileTooLarge ? error.field : null;
    return answer({ status, type: status < 500 ? INVALID : SERVER, code }, error.message, { param });
  }
  return answer(SHAPES.internal, 'Something went wrong inside the bridge. Its log says more.', {
    headers: { 'x-should-retry': 'false' },
  });
}

function fromBridge(error: BridgeError): OpenAiError {
  const shape = shapeOf(error);
  const isModel = error.kind === 'not_found' && error.field === 'model';
  return answer(isModel ? { ...shape, code: 'model_not_found' } : shape, error.message, {
    param: error.field,
    headers: retryHeaders(shape.status, error.retryAfterMs),
  });
}

function shapeOf(error: BridgeError): Shape {
  return { ...SHAPES[error.kind], ...CLASSES[classOf(error)] };
}

/** Vendors are named at the start, and not all of them in capitals. */
function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
}

function answer(
  shape: Shape,
  message: string,
  more: { param?: string | null; headers?: Readonly<Record<string, string>> } = {},
): OpenAiError {
  return {
    status: shape.status,
    headers: more.headers ?? {},
    body: { error: { message, type: shape.type, param: more.param ?? null, code: shape.code } },
  };
}
