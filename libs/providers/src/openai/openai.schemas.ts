import { z } from 'zod';
import { ErrorObject } from '@fusionbridge/http';
import { pictureAnswer, pictureEntries } from '../protocol/pictures/index.js';

/** Billed tokens. */
const Usage = z.object({
  input_tokens: z.number(),
  output_tokens: z.number(),
  input_tokens_details: z.object({ text_tokens: z.number(), image_tokens: z.number() }).nullish().catch(null),
});

export type Usage = z.infer<typeof Usage>;

const usage = Usage.nullish().catch(null);
const base64 = z.string().min(1);

/** The event with a partial image. */
export const Preview = z.object({
  type: z.enum(['image_generation.partial_image', 'image_edit.partial_image']),
  b64_json: base64,
  partial_image_index: z.number(),
});

export type Preview = z.infer<typeof Preview>;

/** The event with the finished picture, in the shape of a response in one piece. */
const Completed = z
  .object({
    type: z.enum(['image_generation.completed', 'image_edit.completed']),
    b64_json: base64,
    usage,
  })
  .transform((event) => ({ pictures: pictureEntries(event.b64_json), usage: event.usage }));

/** `POST images/generations | images/edits`: base64; compatible servers may send addresses. */
export const ImagesAnswer = z.union([Completed, pictureAnswer(['data'], { usage })]);

export type ImagesAnswer = z.infer<typeof ImagesAnswer>;

export const FailureAnswer = z.object({ error: ErrorObject });
