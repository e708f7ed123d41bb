import { z } from 'zod';
import { pictureAnswer } from '../protocol/pictures/index.js';

/** JSON in the place of a picture: base64 as OpenAI sends it, or addresses. Most models answer with bare bytes. */
export const PicturesAnswer = pictureAnswer(['data', 'output', 'images', 'image'], {});

/** Errors: one text or several, and how long a model still loads, in seconds. */
export const FailureAnswer = z.object({
  error: z.union([z.string(), z.array(z.string())]),
  estimated_time: z.number().nonnegative().nullish().catch(null),
});

const Offer = z.object({ status: z.string(), task: z.string() });

/** `GET /api/models/{model}?expand[]=inferenceProviderMapping`: who runs it, by the provider's name, or as a list. */
export const OffersAnswer = z.object({
  inferenceProviderMapping: z
    .union([
      z.record(z.string(), Offer),
      z
        .array(Offer.extend({ provider: z.string() }))
        .transform((offers) => Object.fromEntries(offers.map(({ provider, ...offer }) => [provider, offer]))),
    ])
    .catch({}),
});
