import { ProviderError, type Outcome, type ProviderErrorKind } from '@fusionbridge/core';
import type { Verdict } from './verdict.js';
import { presentable } from './vendor-text.js';

/** Whom an error is about, and where an operator can put it right. */
export interface Subject {
  readonly id: string;
  /** Setting that holds the address, e.g. `SD_API_URL`. */
  readonly addressSetting: string;
  /** The address itself; messages name its origin. */
  readonly baseUrl: string;
  /** What the server has to be started with to be reached, e.g. `--api`. */
  readonly startedWith?: string;
  /** Setting that holds the key; null where there is none to set. */
  readonly keySetting: string | null;
  /** Where the operator names the models that are ordered, for vendors that answer 404 to an order for another. */
  readonly modelSetting?: string;
}

/**
 * What a good answer to a call is worth. `receipt`: it says that the order was taken, and without it nobody knows. `goods`:
 * it holds what was asked for.
 */
export type AnswerWorth = 'receipt' | 'goods';

/** How far a call came before it broke. */
export interface Breakdown {
  /** Something of the request left us. */
  readonly sent: boolean;
  /** The vendor had begun a good answer. */
  readonly answering: boolean;
  readonly worth: AnswerWorth;
  readonly why: 'cancelled' | 'timeout' | 'connection';
  readonly timeoutMs: number;
  /** Node's code of the error (`ECONNREFUSED`), where there is one. */
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

/** The error of a call that got no answer, or only a part of one. Without the original error: it holds the key. */
export function brokenCall(subject: Subject, breakdown: Breakdown): ProviderError {
  const kind = kindOf(breakdown);
  return new ProviderError({
    provider: subject.id,
    kind,
    outcome: outcomeOf(breakdown),
    message: `${subject.id} ${wordsFor(subject, breakdown)}`,
    ...(breakdown.code === null ? {} : { vendorCode: breakdown.code }),
  });
}

function kindOf({ why, answering }: Breakdown): ProviderErrorKind {
  if (why !== 'connection') {
    return why;
  }
  return answering ? 'bad_response' : 'unavailable';
}

/** Goods that we ourselves did not wait for were on their way; of any other half answer nobody can tell. */
function outcomeOf({ sent, answering, worth, why }: Breakdown): Outcome {
  if (!sent) {
    return 'not_sent';
  }
  return answering && worth === 'goods' && why === 'cancelled' ? 'accepted' : 'unknown';
}

function wordsFor(subject: Subject, breakdown: Breakdown): string {
  const seconds = Math.round(breakdown.timeoutMs / 1000);
  if (breakdown.why === 'cancelled') {
    return breakdown.sent ? 'was stopped' : 'was stopped before anything was sent';
  }
  if (breakdown.why === 'timeout') {
    return breakdown.sent ? `did not answer within ${seconds} s` : `could not be reached within ${seconds} s`;
  }
  if (breakdown.answering) {
    return 'broke off in the middle of its answer';
  }
  if (breakdown.sent) {
    return 'dropped the connection before it answered';
  }
  const reason = REASONS[breakdown.code ?? ''] ?? breakdown.code ?? 'no connection';
  const { origin } = new URL(subject.baseUrl);
  const started = subject.startedWith === undefined ? '' : ` with ${subject.startedWith}`;
  return `cannot be reached at ${origin} (${reason}): is it running${started}, and is ${subject.addressSetting} right?`;
}

/** The error of a call that was answered with a refusal. */
export function refusedCall(
  subject: Subject,
  verdict: Verdict,
  answer: { status: number; retryAfterMs: number | null },
): ProviderError {
  return new ProviderError({
    provider: subject.id,
    kind: verdict.kind,
    outcome: verdict.outcome,
    status: answer.status,
    message: refusalText(subject, verdict, answer),
    ...settingAtFault(subject, verdict),
    ...(verdict.vendorCode === undefined ? {} : { vendorCode: verdict.vendorCode }),
    ...(answer.retryAfterMs === null ? {} : { retryAfterMs: answer.retryAfterMs }),
  });
}

/** A refused key is always the operator's to mend. */
function settingAtFault(subject: Subject, { kind, setting }: Verdict): { setting?: string } {
  const named = setting ?? (kind === 'auth' ? subject.keySetting : null);
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

/** A refused key is not quoted: vendors repeat the key in it. */
function refusalText(
  subject: Subject,
  verdict: Verdict,
  answer: { status: number; retryAfterMs: number | null },
): string {
  const start = `${subject.id} ${PHRASES[verdict.kind]} (${answer.status})`;
  if (verdict.kind === 'auth') {
    return subject.keySetting === null ? start : `${start}: check ${subject.keySetting}`;
  }
  const says = presentable(verdict.says);
  const wait = answer.retryAfterMs === null ? '' : `, again in ${Math.ceil(answer.retryAfterMs / 1000)} s`;
  const check = verdict.setting === undefined ? '' : ` (check ${verdict.setting})`;
  return `${start}${wait}${says === '' ? '' : `: ${says}`}${check}`;
}

/** The error of a whole answer with a good status that is not what was needed. */
export function unusableAnswer(subject: Subject, what: string, worth: AnswerWorth): ProviderError {
  return badAnswer(subject, what, worth === 'receipt' ? 'unknown' : 'accepted');
}

/** The error of an answer with a good status that is damaged or not the vendor's: it may stand for a picture paid for. */
export function garbledAnswer(subject: Subject, what: string): ProviderError {
  return badAnswer(subject, what, 'unknown');
}

function badAnswer(subject: Subject, what: string, outcome: Outcome): ProviderError {
  return new ProviderError({
    provider: subject.id,
    kind: 'bad_response',
    outcome,
    message: `${subject.id} ${what}`,
  });
}
