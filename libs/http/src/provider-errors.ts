import { ProviderError, type Outcome, type ProviderErrorKind } from '@fusionbridge/core';
import type { VendorFailure } from './vendor-failure.js';
import { sanitizeVendorText } from './sanitize-vendor-text.js';

/** The vendor an error is about, and the settings that an operator may have to correct. */
export interface VendorIdentity {
  readonly id: string;
  /** Setting that holds the address, e.g. `SD_API_URL`. */
  readonly addressSetting: string;
  /** The address itself; messages show its origin. */
  readonly baseUrl: string;
  /** Command line option the server needs in order to be reachable, e.g. `--api`. */
  readonly startedWith?: string;
  /** Setting that holds the key; null if the vendor takes none. */
  readonly keySetting: string | null;
  /** Setting that names the models, for vendors that respond 404 to a generation request for an unknown model. */
  readonly modelSetting?: string;
}

/**
 * What a successful response carries. `result`: the picture or data that was requested. `acknowledgement`: only the
 * confirmation that a job was accepted; without it, whether the vendor started the job is unknown.
 */
export type ExpectedResponse = 'acknowledgement' | 'result';

/** How far a call got before it failed. */
export interface Interruption {
  /** At least part of the request was sent. */
  readonly sent: boolean;
  /** A 2xx response had started. */
  readonly answering: boolean;
  readonly expects: ExpectedResponse;
  readonly why: 'cancelled' | 'timeout' | 'connection';
  readonly timeoutMs: number;
  /** Node's error code (`ECONNREFUSED`), if any. */
  readonly code: string | null;
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name could not be resolved',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  ECONNRESET: 'connection reset',
  ETIMEDOUT: 'connection timed out',
  EPROTO: 'no TLS there',
};

/** The error for a call with no response or a partial one. The original error is left out because it contains the key. */
export function interruptedCallError(vendor: VendorIdentity, interruption: Interruption): ProviderError {
  const kind = kindOf(interruption);
  return new ProviderError({
    provider: vendor.id,
    kind,
    outcome: outcomeOf(interruption),
    message: `${vendor.id} ${describeInterruption(vendor, interruption)}`,
    ...(interruption.code === null ? {} : { vendorCode: interruption.code }),
  });
}

function kindOf({ why, answering }: Interruption): ProviderErrorKind {
  if (why !== 'connection') {
    return why;
  }
  return answering ? 'bad_response' : 'unavailable';
}

/** A result we stopped reading ourselves was already being delivered; after any other partial response the outcome is unknown. */
function outcomeOf({ sent, answering, expects, why }: Interruption): Outcome {
  if (!sent) {
    return 'not_sent';
  }
  return answering && expects === 'result' && why === 'cancelled' ? 'accepted' : 'unknown';
}

function durationText(ms: number): string {
  return `${ms < 1000 ? ms / 1000 : Math.round(ms / 1000)} s`;
}

function describeInterruption(vendor: VendorIdentity, interruption: Interruption): string {
  const limit = durationText(interruption.timeoutMs);
  if (interruption.why === 'cancelled') {
    return interruption.sent ? 'was stopped' : 'was stopped before anything was sent';
  }
  if (interruption.why === 'timeout') {
    return interruption.sent ? `did not answer within ${limit}` : `could not be reached within ${limit}`;
  }
  if (interruption.answering) {
    return 'broke off in the middle of its answer';
  }
  if (interruption.sent) {
    return 'dropped the connection before it answered';
  }
  const reason = REASONS[interruption.code ?? ''] ?? interruption.code ?? 'no connection';
  const { origin } = new URL(vendor.baseUrl);
  const started = vendor.startedWith === undefined ? '' : ` with ${vendor.startedWith}`;
  const at = vendor.id.includes(origin) ? '' : ` at ${origin}`;
  return `cannot be reached${at} (${reason}): is it running${started}, and is ${vendor.addressSetting} right?`;
}

/** The error for a call that the vendor refused. */
export function refusedCallError(
  vendor: VendorIdentity,
  failure: VendorFailure,
  answer: { status: number; retryAfterMs: number | null },
): ProviderError {
  return new ProviderError({
    provider: vendor.id,
    kind: failure.kind,
    outcome: failure.outcome,
    status: answer.status,
    message: refusalText(vendor, failure, answer),
    ...settingAtFault(vendor, failure),
    ...(failure.vendorCode === undefined ? {} : { vendorCode: failure.vendorCode }),
    ...(failure.field === undefined ? {} : { field: failure.field }),
    ...(answer.retryAfterMs === null ? {} : { retryAfterMs: answer.retryAfterMs }),
  });
}

/** Only the operator can fix a refused key, so the error always names its setting. */
function settingAtFault(vendor: VendorIdentity, { kind, setting }: VendorFailure): { setting?: string } {
  const named = setting ?? (kind === 'auth' ? vendor.keySetting : null);
  return named === null ? {} : { setting: named };
}

const PHRASES: Readonly<Record<ProviderErrorKind, string>> = {
  auth: 'refused the key',
  configuration: 'is not set up right',
  out_of_credit: 'has no credit left',
  validation: 'refused the request',
  content_policy: 'refused it for its content',
  rate_limited: 'is asked too often',
  media_fetch: 'could not fetch a file',
  unavailable: 'failed',
  timeout: 'ran out of time',
  cancelled: 'was stopped',
  task_lost: 'does not know the order',
  bad_response: 'gave no usable answer',
  generation_failed: 'failed while it painted',
};

/** The response to a refused key is not quoted: vendors repeat the key in it. */
function refusalText(
  vendor: VendorIdentity,
  failure: VendorFailure,
  answer: { status: number; retryAfterMs: number | null },
): string {
  const start = `${vendor.id} ${PHRASES[failure.kind]} (${answer.status})`;
  if (failure.kind === 'auth') {
    return vendor.keySetting === null ? start : `${start}: check ${vendor.keySetting}`;
  }
  const says = sanitizeVendorText(failure.says);
  const wait = answer.retryAfterMs === null ? '' : `, again in ${Math.ceil(answer.retryAfterMs / 1000)} s`;
  const check = failure.setting === undefined ? '' : ` (check ${failure.setting})`;
  return `${start}${wait}${says === '' ? '' : `: ${says}`}${check}`;
}

/** The error for a complete 2xx response that lacks what was needed. */
export function unusableResponseError(
  vendor: VendorIdentity,
  what: string,
  expects: ExpectedResponse,
): ProviderError {
  return badResponseError(vendor, what, expects === 'acknowledgement' ? 'unknown' : 'accepted');
}

/** The error for a 2xx response that is damaged or not from the vendor. A picture may have been paid for. */
export function garbledResponseError(vendor: VendorIdentity, what: string): ProviderError {
  return badResponseError(vendor, what, 'unknown');
}

function badResponseError(vendor: VendorIdentity, what: string, outcome: Outcome): ProviderError {
  return new ProviderError({
    provider: vendor.id,
    kind: 'bad_response',
    outcome,
    message: `${vendor.id} ${what}`,
  });
}
