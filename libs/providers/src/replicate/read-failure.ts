import { ProviderError } from '@fusionbridge/core';
import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { FailureAnswer, type Prediction } from './replicate.schemas.js';

/** "Your rate limit resets in ~30s." */
const WAIT = /~(\d+)s/;
/** The only code for refused content is E005, in the message. */
const CONTENT = /nsfw|flagged as sensitive|\bE005\b/i;
const CANCELLED = new Set(['canceled', 'aborted']);

/** Reads an error response of Replicate. How long to wait may only be in the message. */
export function readFailure({ status, body }: ErrorResponse): Partial<VendorFailure> {
  const parsed = FailureAnswer.safeParse(body);
  if (!parsed.success) {
    return {};
  }
  const { title, detail, retry_after: after } = parsed.data;
  const seconds = status === 429 ? (after ?? Number(WAIT.exec(detail)?.[1] ?? Number.NaN)) : Number.NaN;
  return {
    says: detail,
    ...(title === '' ? {} : { vendorCode: title }),
    ...(Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {}),
  };
}

/** A prediction that ended without pictures; its time may be billed. */
export function failedPrediction(
  { status, error }: Prediction,
  provider: string,
  clean: (text: string) => string,
): ProviderError {
  const says = clean(error ?? '');
  const isContent = CONTENT.test(says);
  const kind = CANCELLED.has(status) ? 'cancelled' : 'bad_response';
  const what = isContent ? 'refused it for its content' : `ended the request as ${status}`;
  return new ProviderError({
    provider,
    kind: isContent ? 'content_policy' : kind,
    outcome: 'accepted',
    message: `${provider} ${what}${says === '' ? '' : `: ${says}`}`,
    vendorCode: status,
  });
}
