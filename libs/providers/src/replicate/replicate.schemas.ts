import { z } from 'zod';
import { Pictures } from '../protocol/pictures/index.js';

/** `POST …/predictions`. */
export const CreatedAnswer = z.object({ id: z.string().regex(/^[\w-]+$/) });

/** `GET predictions/{id}`. `output` is one picture or several, as addresses or inline, depending on the model. */
export const Prediction = z.object({
  status: z.string(),
  model: z.string().nullish().catch(null),
  /** `hidden` for official models. */
  version: z.string().nullish().catch(null),
  output: Pictures,
  logs: z.string().nullish().catch(null),
  error: z.string().nullish().catch(null),
});

export type Prediction = z.infer<typeof Prediction>;

/** `GET account`. */
export const AccountAnswer = z.object({ username: z.string() });

/** `POST files`. */
export const FileAnswer = z.object({ urls: z.object({ get: z.string() }) });

/** Errors: `{title, detail, status}`, some with the seconds to wait. */
export const FailureAnswer = z.object({
  title: z.string().catch(''),
  detail: z.string(),
  retry_after: z.number().nonnegative().nullish().catch(null),
});
