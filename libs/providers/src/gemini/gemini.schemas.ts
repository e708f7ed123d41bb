import { z } from 'zod';
import { Pictures } from '../protocol/pictures/index.js';

const count = z.number().int().nonnegative().nullish().catch(null);
const word = z.string().nullish().catch(null);

/** Billed tokens. */
const Usage = z.object({
  promptTokenCount: count,
  candidatesTokenCount: count,
  thoughtsTokenCount: count,
  candidatesTokensDetails: z
    .array(z.object({ modality: z.string(), tokenCount: z.number() }))
    .nullish()
    .catch(null),
});

export type Usage = z.infer<typeof Usage>;

/** A piece of the response. Thoughts may hold drafts of the image. */
const Part = z.object({
  text: z.string().catch(''),
  thought: z.boolean().catch(false),
  inlineData: Pictures,
});

const Candidate = z.object({
  content: z
    .object({ parts: z.array(Part).catch([]) })
    .nullish()
    .catch(null),
  finishReason: word,
  finishMessage: word,
});

/** `POST models/{model}:generateContent`. A blocked prompt has no candidates, a blocked image has no parts. */
export const ContentAnswer = z
  .object({
    candidates: z.array(Candidate).nullish(),
    promptFeedback: z.object({ blockReason: word }).nullish().catch(null),
    usageMetadata: Usage.nullish().catch(null),
    modelVersion: word,
  })
  .refine(({ candidates, promptFeedback }) => (candidates ?? promptFeedback ?? null) !== null, {
    path: ['candidates'],
  });

export type ContentAnswer = z.infer<typeof ContentAnswer>;

/** `GET models`. */
export const ModelsAnswer = z.object({
  models: z
    .array(
      z.object({
        name: z.string().transform((name) => name.replace(/^models\//, '')),
        supportedGenerationMethods: z.array(z.string()).catch([]),
      }),
    )
    .catch([]),
});

const Detail = z.object({
  /** Of `ErrorInfo`. */
  reason: word,
  /** Of `RetryInfo`: seconds, such as `46.5s`. */
  retryDelay: word,
  /** Of `QuotaFailure`. */
  violations: z.array(z.object({ quotaValue: z.coerce.string().nullish().catch(null) })).catch([]),
});

const GoogleError = z.object({
  error: z.object({
    status: z.string().catch(''),
    message: z.string().catch(''),
    details: z.array(Detail).catch([]),
  }),
});

/** An error; some methods put it into an array. */
export const FailureAnswer = z.union([GoogleError, z.tuple([GoogleError]).transform(([error]) => error)]);
