import { z } from 'zod';
import type { VendorFailure } from './vendor-failure.js';

/** OpenAI's `{error: {…}}` (LocalAI puts the status into `code`). */
export const ErrorObject = z.object({
  message: z.string().catch(''),
  type: z.string().nullish().catch(null),
  code: z.union([z.string(), z.number()]).nullish().catch(null),
  param: z.string().nullish().catch(null),
  moderation_details: z.object({ moderation_stage: z.string() }).nullish().catch(null),
});

type ErrorObject = z.infer<typeof ErrorObject>;

/** Codes for missing credit (OpenAI also sends them as `type`). Their statuses are not specific enough. */
const OUT_OF_CREDIT = new Set(['insufficient_quota', 'billing_hard_limit_reached']);
const CONTENT_POLICY = new Set(['moderation_blocked', 'content_policy_violation', 'content_filter']);

/** Classifies an OpenAI error where its codes are more specific than the status. */
export function readErrorObject({
  code,
  type,
  message,
  param,
  moderation_details,
}: ErrorObject): Partial<VendorFailure> {
  const names = [code, type].filter((name) => typeof name === 'string');
  const vendorCode = names[0];
  const facts = {
    says: message,
    ...(vendorCode === undefined ? {} : { vendorCode }),
    ...(typeof param === 'string' ? { field: param } : {}),
  };
  if (names.some((name) => OUT_OF_CREDIT.has(name))) {
    return { ...facts, kind: 'out_of_credit', outcome: 'rejected' };
  }
  if (names.some((name) => CONTENT_POLICY.has(name))) {
    const painted = moderation_details?.moderation_stage === 'output';
    return { ...facts, kind: 'content_policy', outcome: painted ? 'accepted' : 'rejected' };
  }
  return facts;
}
