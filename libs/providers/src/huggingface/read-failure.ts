import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { FailureAnswer } from './huggingface.schemas.js';

/** How Hugging Face says no; a model that still loads says for about how long. */
export function readFailure({ body }: ErrorResponse): Partial<VendorFailure> {
  const parsed = FailureAnswer.safeParse(body);
  if (!parsed.success) {
    return {};
  }
  const { error, estimated_time: seconds } = parsed.data;
  return {
    says: Array.isArray(error) ? error.join('; ') : error,
    ...(typeof seconds === 'number' ? { retryAfterMs: Math.ceil(seconds * 1000) } : {}),
  };
}
