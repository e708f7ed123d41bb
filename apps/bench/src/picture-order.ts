import { z } from 'zod';

const pictureOrder = z.object({
  port: z.number(),
  /** JSON of a request that is answered with the address of a picture; null to fetch `paths`. */
  body: z.string().nullable(),
  paths: z.array(z.string()),
  headers: z.record(z.string(), z.string()),
  /** What every answer has to be. */
  status: z.number(),
  connections: z.number(),
  /** How long; null: each path once. */
  seconds: z.number().nullable(),
});

const pictureResult = z.object({
  /** Pictures that came. */
  answers: z.number(),
  bodyBytes: z.number(),
  /** From the first request to the last answer. */
  seconds: z.number(),
  /** Milliseconds. */
  p50: z.number(),
  p99: z.number(),
  /** Of the pictures that were painted. */
  paths: z.array(z.string()),
});

export type PictureOrder = z.infer<typeof pictureOrder>;
export type PictureResult = z.infer<typeof pictureResult>;

export function parsePictureOrder(json: string): PictureOrder {
  return pictureOrder.parse(JSON.parse(json));
}

export function parsePictureResult(json: string): PictureResult {
  return pictureResult.parse(JSON.parse(json));
}
