import { z } from 'zod';
import { pictureAnswer } from '../protocol/pictures/index.js';
import { RequestSchema } from './request-schema.js';

/** `POST models/{model}/run`. */
export const RunAnswer = z.object({ jobId: z.string().regex(/^[\w-]+$/) });

/** The output of a job. The name of the field depends on the model, and some models name a picture twice. */
const Output = pictureAnswer(['images', 'image', 'assets'], {});

/** `GET jobs/{id}`. */
export const Job = z.object({
  status: z.string(),
  output: Output.nullish().catch(null),
  error: z
    .object({ code: z.string().catch(''), message: z.string().catch('') })
    .nullish()
    .catch(null),
});

export type Job = z.infer<typeof Job>;

/** A fixed price for one picture. */
const FixedCost = z.object({ type: z.literal('fixed'), amount: z.number().nonnegative() });

/** `GET models/{model}`. */
export const ModelAnswer = z.object({
  requestSchema: RequestSchema,
  creditCost: FixedCost.nullish().catch(null),
});

/** `GET models` and `GET jobs`. */
export const ListAnswer = z.record(z.string(), z.unknown());

/** `POST flux` of the legacy API: addresses, bare or each with its seed. */
export const LegacyAnswer = pictureAnswer(['images'], {
  /** For all pictures together. */
  credits_used: z.number().nonnegative().nullish().catch(null),
});

/** Optional fields of a picture of the legacy API. */
export const LegacyFacts = z.object({ seed: z.number().int().nonnegative().nullish().catch(null) });

/** Errors of both APIs. */
export const FailureAnswer = z.object({
  error: z.object({ code: z.string().catch(''), message: z.string().catch('') }),
});
