import { z } from 'zod';
import { FastApiDetail } from './fastapi-detail.js';
import { ErrorObject, readErrorObject } from './openai-error-object.js';
import type { ErrorResponse, VendorFailure } from './vendor-failure.js';

/** An OpenAI error object, a text in `error` (sd.cpp), or FastAPI's `detail` (FastFusion, vLLM). */
const FailureBody = z.object({
  error: z.union([ErrorObject, z.string()]).nullish().catch(null),
  detail: FastApiDetail,
});

type FailureBody = z.infer<typeof FailureBody>;

/** Reads error responses of OpenAI and of servers that speak its API. */
export function readOpenAiFailure({ body }: ErrorResponse): Partial<VendorFailure> {
  const error = FailureBody.safeParse(body).data?.error;
  if (typeof error === 'object' && error !== null) {
    return readErrorObject(error);
  }
  const says = plainErrorText(body);
  return says === null ? {} : { says };
}

/** The error text of a body without an error object; null if there is none. */
export function plainErrorText(body: unknown): string | null {
  const { error, detail } = FailureBody.safeParse(body).data ?? {};
  if (typeof error === 'object' && error !== null) {
    return null;
  }
  return typeof error === 'string' ? error : textOf(detail);
}

function textOf(detail: FailureBody['detail']): string | null {
  if (Array.isArray(detail)) {
    return detail.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`).join('; ');
  }
  return detail ?? null;
}
