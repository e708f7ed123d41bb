import { z } from 'zod';

/** `detail` as FastAPI servers send it: a text, or a list of errors with their location. null if absent. */
export const FastApiDetail = z
  .union([
    z.string(),
    z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })),
  ])
  .nullish()
  .catch(null);
