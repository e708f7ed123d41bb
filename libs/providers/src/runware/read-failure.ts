import { ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { type Complaint, FailureAnswer } from './runware.schemas.js';

/**
 * What a code means, by its parts: there are hundreds and they are not stable (contracts/vendors-a.md 1.8). The
 * first that fits counts.
 */
const KINDS: readonly (readonly [RegExp, ProviderErrorKind])[] = [
  [/credit|quota|balance/i, 'out_of_credit'],
  [/ratelimit/i, 'rate_limited'],
  [/contentpolicy|nsfw|blocked|moderation/i, 'content_policy'],
  [/apikey|unauthorized|authentication|forbidden/i, 'auth'],
  [/timeout/i, 'timeout'],
  [/^downloadFailed|^modelNotFound/, 'media_fetch'],
  [/^task.*(?:NotFound|Expired)$/, 'task_lost'],
  [/^(?:modelNotReady|noAvailableServer|serviceUnavailable|provider)/, 'unavailable'],
  [/^(?:invalid|missing|unsupported|conflict|duplicate)|(?:NotFound|Expired|Exceeded)$/, 'validation'],
];

const OK = 200;

/** Said before any work: nothing was bought. Of everything else nobody can tell. */
const WITHOUT_WORK = /^(?:modelNotReady|noAvailableServer|serviceUnavailable)/;

/** Tasks that are orders for pictures; upscales are told under another name than they are ordered by. */
const ORDERS: ReadonlySet<string> = new Set(['imageInference', 'upscale', 'imageUpscale']);

/** Failures of the question and not of the order that it was about. */
const OF_THE_QUESTION: ReadonlySet<ProviderErrorKind | null> = new Set([
  'auth',
  'rate_limited',
  'validation',
  'unavailable',
  null,
]);

/** Where the operator names the models that are ordered. */
const MODEL_SETTING = 'RUNWARE_MODEL or config/models.json';

/** A LoRA that it cannot find is a file; the model itself is the operator's choice. */
function isWrongModel({ code, parameter }: Complaint): boolean {
  return parameter === 'model' && /^(?:modelNotFound|invalidModel)$/.test(code);
}

function kindOf(complaint: Complaint): ProviderErrorKind | null {
  const { code } = complaint;
  if (isWrongModel(complaint)) {
    return 'configuration';
  }
  return KINDS.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}

/** How Runware says no to an order; also with a good status, which then refuses as a bad one would. */
export function readFailure(answer: ErrorResponse): Partial<VendorFailure> {
  const complaint = complaintIn(answer);
  if (complaint === null) {
    return {};
  }
  const kind = kindOf(complaint);
  const refuses = answer.status === OK && kind !== null && kind !== 'timeout';
  return {
    says: complaint.message === '' ? complaint.code : complaint.message,
    vendorCode: complaint.code,
    ...(kind === null ? {} : { kind }),
    ...(kind === 'configuration' ? { setting: MODEL_SETTING } : {}),
    ...(refuses ? { outcome: 'rejected' } : {}),
  };
}

/**
 * How it answers a question about an order: with what became of the order, or only that the question failed, which
 * has no code then.
 */
export function readTaskFailure(answer: ErrorResponse): Partial<VendorFailure> {
  const complaint = complaintIn(answer);
  if (complaint === null) {
    return {};
  }
  const kind = kindOf(complaint);
  if (!ORDERS.has(complaint.taskType ?? '') && OF_THE_QUESTION.has(kind)) {
    return { says: complaint.message };
  }
  return {
    says: complaint.message,
    vendorCode: complaint.code,
    kind: kind ?? 'bad_response',
    outcome: outcomeOf(complaint),
  };
}

/** True for what `readTaskFailure` found to be the end of the order. */
export function isEndOfTask(error: unknown): error is ProviderError {
  return error instanceof ProviderError && error.status !== null && error.vendorCode !== null;
}

/** Refused since it has no model or LoRA of this name, or none that is ready. */
export function isUnknownModel(error: unknown): boolean {
  return error instanceof ProviderError && error.vendorCode === 'modelNotFound';
}

/** An order that ended without pictures, by the error that a good answer carried. */
export function endedOrder(complaint: Complaint, clean: (text: string) => string): ProviderError {
  const says = complaint.message === '' ? complaint.code : complaint.message;
  return new ProviderError({
    provider: 'runware',
    kind: kindOf(complaint) ?? 'bad_response',
    outcome: outcomeOf(complaint),
    vendorCode: complaint.code,
    ...(isWrongModel(complaint) ? { setting: MODEL_SETTING } : {}),
    message: `runware ended the order without a picture${says === '' ? '' : `: ${clean(says)}`}`,
  });
}

function outcomeOf({ code }: Complaint): 'rejected' | 'accepted' {
  return WITHOUT_WORK.test(code) ? 'rejected' : 'accepted';
}

function complaintIn({ body }: ErrorResponse): Complaint | null {
  const parsed = FailureAnswer.safeParse(body);
  return parsed.success ? (parsed.data.errors[0] ?? null) : null;
}
