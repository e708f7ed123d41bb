import { z } from 'zod';
import { Pictures } from '../protocol/pictures/index.js';

/** Every response is `{code, message, data}`; `code` counts, whatever the HTTP status. */
const ENVELOPE = { code: z.literal(200) };

/** `POST /{model}`. */
export const SubmitAnswer = z.object({
  ...ENVELOPE,
  data: z.object({ id: z.string().regex(/^[\w-]+$/) }),
});

/** `GET /predictions/{id}/result`; `data` has a `code` only if the task failed. */
export const Prediction = z.object({
  status: z.string(),
  /** The model that worked on the task. */
  model: z.string().optional().catch(undefined),
  /** The parameters of the task; `seed` is the one that was used. */
  input: z.object({ seed: z.int().nonnegative() }).nullish().catch(null),
  outputs: Pictures,
  has_nsfw_contents: z.array(z.boolean()).nullish().catch(null),
  code: z.number().nullish().catch(null),
  error: z.string().nullish().catch(null),
});

export type Prediction = z.infer<typeof Prediction>;

export const PredictionAnswer = z.object({ ...ENVELOPE, data: Prediction });

/** `GET /balance`. */
export const BalanceAnswer = z.object({ ...ENVELOPE, data: z.object({ balance: z.number() }) });

const LoraSchema = z.object({
  request_schema: z.object({
    properties: z.object({ loras: z.object({ maxItems: z.number().int().nonnegative() }) }),
  }),
});

/** `GET /models`, as far as it says how many LoRAs each model takes. */
export const ModelsAnswer = z.object({
  ...ENVELOPE,
  data: z.array(
    z.object({
      model_id: z.string(),
      api_schema: z
        .object({ api_schemas: z.array(LoraSchema.nullable().catch(null)) })
        .nullish()
        .catch(null),
    }),
  ),
});

export type ModelsAnswer = z.infer<typeof ModelsAnswer>;

/** Errors: `{code, message}`. */
export const FailureAnswer = z.object({
  code: z.number(),
  message: z.string().catch(''),
});
