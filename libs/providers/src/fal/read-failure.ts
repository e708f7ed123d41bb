import type { ProviderError, ProviderErrorKind } from '@fusionbridge/core';
import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { FailureAnswer } from './fal.schemas.js';

/** Error types of fal. The type is stable, the text is not (docs.fal.ai/errors). */
const KINDS: Readonly<Record<string, ProviderErrorKind>> = {
  content_policy_violation: 'content_policy',
  file_download_error: 'media_fetch',
  image_load_error: 'media_fetch',
  request_timeout: 'timeout',
  startup_timeout: 'timeout',
  concurrent_requests_limit: 'rate_limited',
};

/** "User is locked. Reason: Exhausted balance …" is the only sign of an empty account. */
const NO_MONEY = /locked|balance/i;
const TOO_EARLY = /still in progress/i;

/** Reads an error response of fal's queue. */
export function readFailure(answer: ErrorResponse): Partial<VendorFailure> {
  const parsed = FailureAnswer.safeParse(answer.body);
  const failure = parsed.success ? parsed.data : null;
  const says = failure === null ? '' : saidIn(failure);
  const type = typeOf(failure, answer);
  return {
    ...(says === '' ? {} : { says }),
    ...(type === null ? {} : { vendorCode: type }),
    ...kindOf(answer.status, type, says),
  };
}

/**
 * Reads an error response to the request for a result, which may be the model's own failure. fal does not bill errors
 * of its servers (5xx); a refusal by the model (422) may be billed. Other responses keep their usual meaning, without
 * a code.
 */
export function readJobFailure(answer: ErrorResponse): Partial<VendorFailure> {
  const { vendorCode, ...verdict } = readFailure(answer);
  if (answer.status >= 500) {
    return vendorCode === undefined ? verdict : { ...verdict, vendorCode, outcome: 'rejected' };
  }
  const isVerdict = answer.status === 422 || (answer.status === 400 && !TOO_EARLY.test(verdict.says ?? ''));
  return isVerdict
    ? { ...verdict, vendorCode: vendorCode ?? `http_${answer.status}`, outcome: 'accepted' }
    : verdict;
}

/** True if `readJobFailure` found the model's own failure, false if only the request for the result failed. */
export function isJobFailure(error: ProviderError): boolean {
  return error.status !== null && error.vendorCode !== null;
}

function kindOf(status: number, type: string | null, says: string): Partial<VendorFailure> {
  const known = KINDS[type ?? ''];
  if (known !== undefined) {
    return { kind: known };
  }
  return status === 403 && NO_MONEY.test(says) ? { kind: 'out_of_credit' } : {};
}

function typeOf(failure: FailureAnswer | null, answer: ErrorResponse): string | null {
  const findings = Array.isArray(failure?.detail) ? failure.detail : [];
  const types = [
    ...findings.map(({ type }) => type),
    failure?.error_type,
    answer.headers?.['x-fal-error-type'],
  ];
  const named = types.filter((type) => typeof type === 'string' && type !== '');
  return named.find((type) => KINDS[type ?? ''] !== undefined) ?? named[0] ?? null;
}

function saidIn({ detail, error, message }: FailureAnswer): string {
  if (Array.isArray(detail)) {
    return detail.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`).join('; ');
  }
  const own = typeof error === 'string' ? error : error?.message;
  return detail ?? own ?? message ?? '';
}
