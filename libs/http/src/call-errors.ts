import { errorCode, ProviderError } from '@fusionbridge/core';
import { parseLooseJson } from '@fusionbridge/media';
import type { Deadline } from './deadline.js';
import {
  type ExpectedResponse,
  interruptedCallError,
  refusedCallError,
  type VendorIdentity,
  unusableResponseError,
} from './provider-errors.js';
import { BodyTooLarge, readBody } from './read-body.js';
import { retryAfterOf } from './retry-after.js';
import { type ReadFailure, type VendorFailure, failureOf } from './vendor-failure.js';
import type { Method, HttpResponse } from './transport.js';

const MOST_ERROR_BYTES = 64 * 1024;
const NOT_FOUND = 404;

/** The part of a call that determines how its failure is classified. */
interface FailedCall {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Default: `result`. */
  readonly expects?: ExpectedResponse;
}

/** Turns failed calls to one vendor into `ProviderError`s. */
export class CallErrors {
  constructor(
    private readonly vendor: VendorIdentity & { readonly readFailure: ReadFailure },
    private readonly redact: (text: string) => string,
  ) {}

  /** The error for a response with an error status. Reads its body. */
  async refusal(answer: HttpResponse, method: Method, signal: AbortSignal): Promise<ProviderError> {
    const text = await errorText(answer, signal);
    const told = failureOf(
      { status: answer.status, body: jsonOf(text), text, headers: answer.headers },
      this.vendor.readFailure,
    );
    const { modelSetting } = this.vendor;
    const isWrongModel = answer.status === NOT_FOUND && method === 'POST' && told.kind === 'validation';
    const verdict: VendorFailure =
      isWrongModel && modelSetting !== undefined
        ? { ...told, kind: 'configuration', setting: modelSetting }
        : told;
    return refusedCallError(
      this.vendor,
      { ...verdict, says: this.redact(verdict.says) },
      {
        status: answer.status,
        retryAfterMs: retryAfterOf(answer.headers, Date.now()) ?? verdict.retryAfterMs ?? null,
      },
    );
  }

  /** The error for a call that failed at any point. A `ProviderError` is returned unchanged. */
  interruption(
    error: unknown,
    reached: { readonly sent: boolean; readonly answering: boolean },
    call: FailedCall,
    deadline: Deadline,
  ): ProviderError {
    if (error instanceof ProviderError) {
      return error;
    }
    if (error instanceof BodyTooLarge) {
      return unusableResponseError(
        this.vendor,
        'sent more than it may for one answer',
        expectedResponseOf(call),
      );
    }
    return interruptedCallError(this.vendor, {
      ...reached,
      expects: expectedResponseOf(call),
      why: whyOf(call.signal, deadline),
      timeoutMs: call.timeoutMs,
      code: errorCode(error) || null,
    });
  }
}

/** The kind of response that the call expects, with its default. */
export function expectedResponseOf({
  expects = 'result',
}: {
  readonly expects?: ExpectedResponse;
}): ExpectedResponse {
  return expects;
}

/** The text of an error response; empty if it cannot be read, since the status alone already is the error. */
async function errorText(answer: HttpResponse, signal: AbortSignal): Promise<string> {
  try {
    signal.throwIfAborted();
    return (await readBody(answer.body, MOST_ERROR_BYTES)).toString('utf8');
  } catch {
    return '';
  }
}

function jsonOf(text: string): unknown {
  try {
    return parseLooseJson(Buffer.from(text), MOST_ERROR_BYTES);
  } catch {
    return null;
  }
}

function whyOf(caller: AbortSignal, deadline: Deadline): 'cancelled' | 'timeout' | 'connection' {
  if (deadline.expired) {
    return 'timeout';
  }
  return caller.aborted ? 'cancelled' : 'connection';
}
