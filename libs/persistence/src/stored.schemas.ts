import {
  type AttemptError,
  type Billed,
  CONTENT_CREDENTIALS,
  type Cost,
  type Degradation,
  isRoutePolicy,
  type JobError,
  type JobState,
  type Outcome,
  type RoutePolicy,
  VENDOR_OPERATIONS,
} from '@fusionbridge/core';
import { z } from 'zod';
import type { PictureRef, StoredCandidate, StoredPlan, StoredRequest } from './stored.js';

/*
 * Schemas of the JSON columns. A field that is added later needs a `.default(…)`, because existing rows do not have it.
 */

const size = z.object({ width: z.number(), height: z.number() });

export const pictureFormat = z.enum(['png', 'jpeg', 'webp']);

export const contentCredentials = z.enum(CONTENT_CREDENTIALS);

const pictureRef: z.ZodType<PictureRef> = size.extend({ hash: z.string(), format: pictureFormat });

const loraChoice = z.object({
  name: z.string(),
  weight: z.number(),
  sources: z
    .object({
      url: z.string().optional(),
      air: z.string().optional(),
      file: z.string().optional(),
      huggingface: z.string().optional(),
    })
    .optional(),
});

const selectedLora = loraChoice.extend({
  reason: z.string(),
  words: z
    .object({
      triggers: z.array(z.string()),
      prepend: z.string(),
      append: z.string(),
      negative: z.string(),
    })
    .optional(),
  providerIds: z.record(z.string(), z.string()).optional(),
  base: z.string().optional(),
});

const routePolicy = z.custom<RoutePolicy>(isRoutePolicy);

const costSource = z.enum(['reported', 'list', 'estimate', 'free']);

const cost: z.ZodType<Cost> = z.object({ usd: z.number(), source: costSource });

const degradation: z.ZodType<Degradation> = z.object({
  field: z.string(),
  asked: z.string(),
  given: z.string(),
  why: z.string(),
});

export const degradations = z.array(degradation);

const request = z.object({
  operation: z.enum([...VENDOR_OPERATIONS, 'edit', 'variation']),
  keepPrompt: z.boolean().optional(),
  model: z.string().nullable(),
  prompt: z.string(),
  negativePrompt: z.string(),
  size: size.nullable(),
  count: z.number(),
  seed: z.number().nullable(),
  steps: z.number().nullable(),
  guidance: z.number().nullable(),
  sampler: z.string().nullable(),
  scheduler: z.string().nullable(),
  loras: z.array(loraChoice),
  visibleCharacters: z.array(z.string()).default([]),
  characterPrompts: z.record(z.string(), z.string()).default({}),
  source: pictureRef.nullable(),
  mask: pictureRef.nullable(),
  references: z.array(pictureRef),
  strength: z.number().nullable(),
  inputFidelity: z.enum(['low', 'high']).nullable().default(null),
  quality: z.string().nullable(),
  output: z.object({ format: pictureFormat.nullable(), quality: z.number().nullable() }),
  fidelity: z.enum(['report', 'strict']),
  routing: routePolicy.nullable().default(null),
  summarize: z.literal(false).optional(),
  background: z.literal('transparent').optional(),
  presumed: z.array(z.enum(['steps', 'guidance', 'sampler'])).optional(),
});

/** What is needed of a request to generate similar pictures. */
export const promptOfRequest = request.pick({ prompt: true });

export const storedRequest: z.ZodType<StoredRequest> = request;

const storedCandidate: z.ZodType<StoredCandidate> = z.object({
  provider: z.string(),
  vendorModel: z.string(),
  afterRefusal: z.boolean().optional(),
  request: request.extend({ operation: z.enum(VENDOR_OPERATIONS) }),
  degradations,
  preset: z.string().nullable().default(null),
  calls: z.number(),
  estimate: cost.nullable(),
});

export const storedPlan: z.ZodType<StoredPlan> = z.object({
  model: z.string(),
  originalPrompt: z.string(),
  summary: z
    .object({ prompt: z.string(), by: z.enum(['none', 'llm', 'extract']), why: z.string() })
    .default({ prompt: '', by: 'none', why: '' }),
  prompt: z.string(),
  negativePrompt: z.string(),
  loras: z.array(selectedLora),
  seed: z.number(),
  routing: routePolicy.default('ordered'),
  candidates: z.array(storedCandidate),
  excluded: z.array(z.object({ provider: z.string(), vendorModel: z.string(), why: z.string() })),
});

export const jobState: z.ZodType<JobState> = z.enum([
  'queued',
  'planning',
  'running',
  'succeeded',
  'failed',
  'cancelled',
]);

export const outcome: z.ZodType<Outcome> = z.enum([
  'not_sent',
  'rejected',
  'accepted',
  'unknown',
  'delivered',
]);

const billed: z.ZodType<Billed> = z.enum(['yes', 'no', 'unknown']);

export const jobError: z.ZodType<JobError> = z.object({
  kind: z.enum([
    'invalid_request',
    'not_found',
    'unsupported',
    'content_policy',
    'unauthorized',
    'rate_limited',
    'all_failed',
    'deadline',
    'cancelled',
    'unavailable',
    'internal',
  ]),
  message: z.string(),
  field: z.string().nullable(),
  billed: billed.optional(),
  charges: z.array(z.string()).optional(),
  retryAfterMs: z.number().optional(),
});

export const attemptError: z.ZodType<AttemptError> = z.object({
  kind: z.enum([
    'auth',
    'configuration',
    'out_of_credit',
    'validation',
    'content_policy',
    'rate_limited',
    'media_fetch',
    'unavailable',
    'timeout',
    'task_lost',
    'cancelled',
    'bad_response',
    'generation_failed',
  ]),
  message: z.string(),
  status: z.number().nullable(),
  setting: z.string().optional(),
});

/** The two columns of a cost: both null or both set. */
export function costOf(usd: number | null, source: string | null): Cost | null {
  return usd === null || source === null ? null : { usd, source: costSource.parse(source) };
}
