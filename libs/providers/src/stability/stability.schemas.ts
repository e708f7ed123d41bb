import { z } from 'zod';
import { pictureAnswer } from '../protocol/pictures/index.js';

/** `POST v2beta/stable-image/…` with `accept: application/json`. */
export const PictureAnswer = pictureAnswer(['image', 'artifacts'], {
  finish_reason: z.string().nullish().catch(null),
  seed: z.number().int().nonnegative().nullish().catch(null),
});

/** `GET v1/user/balance`. */
export const BalanceAnswer = z.object({ credits: z.number() });

/** Errors: `{id, name, errors}`. */
export const FailureAnswer = z.object({ name: z.string().catch(''), errors: z.array(z.string()).catch([]) });
