import { z } from 'zod';
import { FastApiDetail } from '../http/fastapi-detail.js';

/** `POST images/generations | images/edits`. */
export const ImagesAnswer = z.object({
  data: z.array(
    z.object({
      b64_json: z.string().nullish(),
      url: z.string().nullish(),
      revised_prompt: z.string().nullish().catch(null),
    }),
  ),
});

export type ImagesAnswer = z.infer<typeof ImagesAnswer>;

/** `GET models`. */
export const ModelsAnswer = z.object({ data: z.array(z.object({ id: z.string() })) });

/** OpenAI's `{error: {…}}` (LocalAI puts the status into `code`). */
const ErrorObject = z.object({
  message: z.string().catch(''),
  type: z.string().nullish().catch(null),
  code: z.union([z.string(), z.number()]).nullish().catch(null),
  moderation_details: z.object({ moderation_stage: z.string() }).nullish().catch(null),
});

export type ErrorObject = z.infer<typeof ErrorObject>;

/** Errors as OpenAI writes them, as text in `error` (sd.cpp), or FastAPI's `detail` (FastFusion, vLLM). */
export const FailureAnswer = z.object({
  error: z.union([ErrorObject, z.string()]).nullish().catch(null),
  detail: FastApiDetail,
});

export type FailureAnswer = z.infer<typeof FailureAnswer>;
