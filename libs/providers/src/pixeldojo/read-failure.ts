import { ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { FailureAnswer, type Job } from './pixeldojo.schemas.js';

/** Error codes of Pixel Dojo; the status of an empty account is 403. */
const KINDS: Readonly<Record<string, ProviderErrorKind>> = {
  invalid_api_key: 'auth',
  insufficient_credits: 'out_of_credit',
  invalid_request: 'validation',
  model_not_found: 'validation',
  quota_exceeded: 'rate_limited',
};

/** Pixel Dojo documents no code for refused content, so it is recognized by the message. */
const CONTENT = /nsfw|safety|moderat|content polic/i;
const CHECKED = new Set([400, 422]);

/** Reads an error response of either API. */
export function readFailure({ status, body }: ErrorResponse): Partial<VendorFailure> {
  const parsed = FailureAnswer.safeParse(body);
  if (!parsed.success) {
    return {};
  }
  const { code, message } = parsed.data.error;
  const isContent = CHECKED.has(status) && CONTENT.test(`${code} ${message}`);
  const kind = isContent ? 'content_policy' : KINDS[code];
  return {
    says: message,
    ...(code === '' ? {} : { vendorCode: code }),
    ...(kind === undefined ? {} : { kind }),
  };
}

/** A job that ended without pictures; it may have cost credits. */
export function failedJob(
  { status, error }: Job,
  provider: string,
  clean: (text: string) => string,
): ProviderError {
  const { code = '', message = '' } = error ?? {};
  const isContent = CONTENT.test(`${code} ${message}`);
  const what = isContent ? 'refused it for its content' : `ended the request as ${status}`;
  const says = clean(message);
  return new ProviderError({
    provider,
    kind: isContent ? 'content_policy' : (KINDS[code] ?? 'bad_response'),
    outcome: 'accepted',
    message: `${provider} ${what}${says === '' ? '' : `: ${says}`}`,
    vendorCode: code === '' ? status : code,
  });
}
