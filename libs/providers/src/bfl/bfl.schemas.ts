import { z } from 'zod';
import { pictureAnswer } from '../protocol/pictures/index.js';
import { FastApiDetail } from '@fusionbridge/http';

/** `POST {model}`. `cost`: credits, of which a hundred are a dollar. */
export const TakenAnswer = z.object({
  id: z.string().regex(/^[\w.-]+$/),
  polling_url: z.string().nullish().catch(null),
  cost: z.number().nonnegative().nullish().catch(null),
});

/** `GET get_result?id=`. */
export const Result = z.object({
  status: z.string(),
  progress: z.number().min(0).max(1).nullish().catch(null),
  result: pictureAnswer(['sample'], { seed: z.number().int().nonnegative().nullish().catch(null) })
    .nullish()
    .catch(null),
  details: z.record(z.string(), z.unknown()).nullish().catch(null),
});

export type Result = z.infer<typeof Result>;

/** `GET credits`. */
export const CreditsAnswer = z.object({ credits: z.number() });

/** Errors, in FastAPI's form. */
export const FailureAnswer = z.object({ detail: FastApiDetail });
