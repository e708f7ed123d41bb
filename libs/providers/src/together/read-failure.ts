import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { FailureAnswer } from './together.schemas.js';

/** Together documents no code for refused content, so it is recognized by the message. */
const CONTENT = /nsfw|safety|content policy/i;
const CHECKED = new Set([400, 422]);

/** Reads an error response of Together. */
export function readFailure({ status, body }: ErrorResponse): Partial<VendorFailure> {
  const parsed = FailureAnswer.safeParse(body);
  if (!parsed.success) {
    return {};
  }
  const { message, type, code } = parsed.data.error;
  const vendorCode = code ?? type ?? undefined;
  const facts = { says: message, ...(vendorCode === undefined ? {} : { vendorCode }) };
  if (type === 'credit_limit') {
    return { ...facts, kind: 'out_of_credit' };
  }
  return CHECKED.has(status) && CONTENT.test(message) ? { ...facts, kind: 'content_policy' } : facts;
}
