import { z } from 'zod';
import { Pictures } from '../protocol/pictures/index.js';

/** Every answer is `{code, message, data}`; `code` counts, whatever the status of HTTP. */
const ENVELOPE = { code: z.literal(200) };

/** `POST /{model}`. */
export const SubmitAnswer = z.object({
  ...ENVELOPE,
  data: z.object({ id: z.string().regex(/^[\w-]+$/) }),
});

/** `GET /predictions/{id}/result`; `code` inside of `data` only where the task failed. */
export const Prediction = z.object({
  status: z.string(),
  /** What it worked with; `seed` is the one that was really used. */
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

/** `GET /models`: of each model what is needed to know how many LoRAs it takes. */
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
