import { ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { type Complaint, FailureAnswer } from './runware.schemas.js';

/**
 * The kinds of error codes by their parts: there are hundreds of codes, and they are not stable. The first match counts.
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

/** Codes of errors before any work, so nothing is billed. Everything else may be. */
const WITHOUT_WORK = /^(?:modelNotReady|noAvailableServer|serviceUnavailable)/;

/** Tasks that generate pictures; errors of upscales carry another name than their requests. */
const IMAGE_TASKS: ReadonlySet<string> = new Set(['imageInference', 'upscale', 'imageUpscale']);

/** Failures of a look-up, not of the task that was looked up. */
const LOOK_UP_FAILURES: ReadonlySet<ProviderErrorKind | null> = new Set([
  'auth',
  'rate_limited',
  'validation',
  'unavailable',
  null,
]);

/** The settings that name models. */
const MODEL_SETTING = 'RUNWARE_MODEL or config/models.json';

/** A LoRA is missing under another parameter. */
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

/** Reads an error response to a task. An error with status 200 refuses the task as an error status would. */
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
 * Reads an error response to a look-up: either the task failed, or only the look-up, which has no code then.
 */
export function readTaskFailure(answer: ErrorResponse): Partial<VendorFailure> {
  const complaint = complaintIn(answer);
  if (complaint === null) {
    return {};
  }
  const kind = kindOf(complaint);
  if (!IMAGE_TASKS.has(complaint.taskType ?? '') && LOOK_UP_FAILURES.has(kind)) {
    return { says: complaint.message };
  }
  return {
    says: complaint.message,
    vendorCode: complaint.code,
    kind: kind ?? 'bad_response',
    outcome: outcomeOf(complaint),
  };
}

/** True if `readTaskFailure` found that the task failed. */
export function isEndOfTask(error: unknown): error is ProviderError {
  return error instanceof ProviderError && error.status !== null && error.vendorCode !== null;
}

/** Refused because a model or LoRA does not exist or is not ready. */
export function isUnknownModel(error: unknown): boolean {
  return error instanceof ProviderError && error.vendorCode === 'modelNotFound';
}

/** A task that ended without pictures, by the error in a response with a good status. */
export function failedTask(complaint: Complaint, clean: (text: string) => string): ProviderError {
  const says = complaint.message === '' ? complaint.code : complaint.message;
  return new ProviderError({
    provider: 'runware',
    kind: kindOf(complaint) ?? 'bad_response',
    outcome: outcomeOf(complaint),
    vendorCode: complaint.code,
    ...(isWrongModel(complaint) ? { setting: MODEL_SETTING } : {}),
    message: `runware ended the task without a picture${says === '' ? '' : `: ${clean(says)}`}`,
  });
}

function outcomeOf({ code }: Complaint): 'rejected' | 'accepted' {
  return WITHOUT_WORK.test(code) ? 'rejected' : 'accepted';
}

function complaintIn({ body }: ErrorResponse): Complaint | null {
  const parsed = FailureAnswer.safeParse(body);
  return parsed.success ? (parsed.data.errors[0] ?? null) : null;
}
