import { z } from 'zod';
import { FastApiDetail } from '../http/fastapi-detail.js';
import { ErrorObject } from '../openai-api/error-object.js';
import { pictureAnswer } from '../pictures/index.js';

/** `POST images/generations | images/edits`. */
export const ImagesAnswer = pictureAnswer(['data', 'images'], {});

export type ImagesAnswer = z.infer<typeof ImagesAnswer>;

/** Errors as OpenAI writes them, as text in `error` (sd.cpp), or FastAPI's `detail` (FastFusion, vLLM). */
export const FailureAnswer = z.object({
  error: z.union([ErrorObject, z.string()]).nullish().catch(null),
  detail: FastApiDetail,
});

export type FailureAnswer = z.infer<typeof FailureAnswer>;
