import { z } from 'zod';
import { pictureAnswer } from '../protocol/pictures/index.js';
import { RequestSchema } from './request-schema.js';

/** `POST models/{model}/run`. */
export const RunAnswer = z.object({ jobId: z.string().regex(/^[\w-]+$/) });

/** What a finished job holds: under which name differs from model to model, and some name one picture twice. */
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

/** What one picture costs, where that is always the same. */
const FixedCost = z.object({ type: z.literal('fixed'), amount: z.number().nonnegative() });

/** `GET models/{model}`. */
export const ModelAnswer = z.object({
  requestSchema: RequestSchema,
  creditCost: FixedCost.nullish().catch(null),
});

/** `GET models` and `GET jobs`: that there is a list says enough. */
export const ListAnswer = z.record(z.string(), z.unknown());

/** `POST flux` of the old API: addresses, bare or with the seed of each. */
export const LegacyAnswer = pictureAnswer(['images'], {
  /** For all of the pictures. */
  credits_used: z.number().nonnegative().nullish().catch(null),
});

/** What may stand beside a picture of the old API. */
export const LegacyFacts = z.object({ seed: z.number().int().nonnegative().nullish().catch(null) });

/** Errors of both APIs. */
export const FailureAnswer = z.object({
  error: z.object({ code: z.string().catch(''), message: z.string().catch('') }),
});
