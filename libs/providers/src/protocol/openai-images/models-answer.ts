import { z } from 'zod';

const SHOWN_MODELS = 5;

/** `GET models`. */
export const ModelsAnswer = z.object({ data: z.array(z.object({ id: z.string() })) });

export type ModelsAnswer = z.infer<typeof ModelsAnswer>;

/** The first few names, and how many more there are. */
export function namesOf(models: ModelsAnswer['data']): string {
  const more = models.length - SHOWN_MODELS;
  const shown = models
    .slice(0, SHOWN_MODELS)
    .map(({ id }) => id)
    .join(', ');
  return models.length === 0 ? 'no models' : `${shown}${more > 0 ? ` and ${more} more` : ''}`;
}
