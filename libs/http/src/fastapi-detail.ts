import { z } from 'zod';

/** `detail` as FastAPI servers fill it: one text, or a list of mistakes with their place. null where it is absent. */
export const FastApiDetail = z
  .union([
    z.string(),
    z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })),
  ])
  .nullish()
  .catch(null);
