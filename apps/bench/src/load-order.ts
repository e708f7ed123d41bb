import { z } from 'zod';

/** Place in a body where the number of the request is written, so that no two requests are the same. */
export const COUNTER_WIDTH = 8;
export const COUNTER = '#'.repeat(COUNTER_WIDTH);

const loadOrder = z.object({
  port: z.number(),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  /** JSON with `COUNTER` somewhere inside. */
  body: z.string(),
  /** Holds the body instead. */
  bodyFile: z.string().optional(),
  contentType: z.string().optional(),
  connections: z.number(),
  /** How long requests are sent; null: one on each connection. */
  seconds: z.number().nullable(),
  /** A shorter answer has no picture in it. */
  leastBodyBytes: z.number(),
});

const loadResult = z.object({
  answers: z.number(),
  errors: z.number(),
  firstError: z.string().nullable(),
  bodyBytes: z.number(),
  /** From the first request to the last answer. */
  seconds: z.number(),
  /** Milliseconds. */
  p50: z.number(),
  p99: z.number(),
});

export type LoadOrder = z.infer<typeof loadOrder>;
export type LoadResult = z.infer<typeof loadResult>;

export function parseLoadOrder(json: string): LoadOrder {
  return loadOrder.parse(JSON.parse(json));
}

export function parseLoadResult(json: string): LoadResult {
  return loadResult.parse(JSON.parse(json));
}
