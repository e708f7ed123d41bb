import { z } from 'zod';
import { FastApiDetail } from './fastapi-detail.js';
import { ErrorObject, meaningOf } from './openai-error-object.js';
import type { FailedAnswer, Verdict } from './verdict.js';

/** Errors as OpenAI writes them, as text in `error` (sd.cpp), or FastAPI's `detail` (FastFusion, vLLM). */
const FailureBody = z.object({
  error: z.union([ErrorObject, z.string()]).nullish().catch(null),
  detail: FastApiDetail,
});

type FailureBody = z.infer<typeof FailureBody>;

/** The errors of OpenAI and of the servers that speak its API. */
export function readOpenAiFailure({ body }: FailedAnswer): Partial<Verdict> {
  const error = FailureBody.safeParse(body).data?.error;
  if (typeof error === 'object' && error !== null) {
    return meaningOf(error);
  }
  const says = plainComplaint(body);
  return says === null ? {} : { says };
}

/** The complaint of a body that has no error object, only text; null if there is none. */
export function plainComplaint(body: unknown): string | null {
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
