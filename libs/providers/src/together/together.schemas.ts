import { z } from 'zod';
import { pictureAnswer } from '../protocol/pictures/index.js';

/** `POST images/generations`: base64 was requested; an address is accepted too. */
export const ImagesAnswer = pictureAnswer(['data'], {
  /** The model that generated the pictures. */
  model: z.string().optional().catch(undefined),
});

const Model = z.object({ id: z.string() });

/** `GET models`: a bare list, or one in `data`. */
export const ModelsAnswer = z.union([z.array(Model), z.object({ data: z.array(Model) })]);

/** Errors: OpenAI's `{error: {…}}`. */
export const FailureAnswer = z.object({
  error: z.object({
    message: z.string().catch(''),
    type: z.string().nullish().catch(null),
    code: z.string().nullish().catch(null),
  }),
});
