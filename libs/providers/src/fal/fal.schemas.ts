import { z } from 'zod';
import { pictureAnswer } from '../protocol/pictures/index.js';

/** `POST /{endpoint}`. */
export const SubmitAnswer = z.object({
  request_id: z.string().regex(/^[\w-]+$/),
  response_url: z.string().nullish().catch(null),
});

export type SubmitAnswer = z.infer<typeof SubmitAnswer>;

/** `GET …/requests/{id}/status`. COMPLETED means that it ended, successfully or not. */
export const StatusAnswer = z.object({
  status: z.enum(['IN_QUEUE', 'IN_PROGRESS', 'COMPLETED']),
  queue_position: z.number().nullish().catch(null),
  logs: z
    .array(z.object({ message: z.string() }))
    .nullish()
    .catch(null),
});

export type StatusAnswer = z.infer<typeof StatusAnswer>;

/**
 * `GET …/requests/{id}`: the output of the model; upscalers name their one picture `image`. A `seed` beyond the safe
 * integers is not read.
 */
export const OutputAnswer = pictureAnswer(['images', 'image'], {
  seed: z.int().nullish().catch(null),
  has_nsfw_concepts: z.array(z.boolean()).nullish().catch(null),
});

export type OutputAnswer = z.infer<typeof OutputAnswer>;

const Finding = z.object({
  loc: z.array(z.union([z.string(), z.number()])).catch([]),
  msg: z.string().catch(''),
  type: z.string().catch(''),
});

/** Errors: a text or findings in `detail`; some models use `error` or `message`. */
export const FailureAnswer = z.object({
  detail: z
    .union([z.string(), z.array(Finding)])
    .nullish()
    .catch(null),
  error: z
    .union([z.string(), z.object({ message: z.string().catch('') })])
    .nullish()
    .catch(null),
  message: z.string().nullish().catch(null),
  error_type: z.string().nullish().catch(null),
});

export type FailureAnswer = z.infer<typeof FailureAnswer>;
