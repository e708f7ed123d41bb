import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Backend } from '../connection.js';
import { pictureTerms } from '../gallery/picture-terms.js';
import { termIndexOf } from '../gallery/term-index-of.js';

/** Rows that are read at once: a large database shall not have to fit into memory. */
const PICTURES_AT_ONCE = 500;

interface Before {
  pictures: {
    ordinal: number;
    caller_id: string;
    model: string;
    provider: string;
    operation: string;
    dialect: string;
    loras: string;
    prompt: string;
  };
}

const LORAS = z.array(z.object({ name: z.string() }));

/** Pictures can be found by the words of their prompts, by model, provider, LoRA, operation and dialect. */
export async function createGalleryTerms(db: Kysely<Before>, backend: Backend): Promise<void> {
  const index = termIndexOf(backend);
  await index.create(db);
  for (let last = -1; ;) {
    const pictures = await db
      .selectFrom('pictures')
      .select(['ordinal', 'caller_id', 'model', 'provider', 'operation', 'dialect', 'loras', 'prompt'])
      .where('ordinal', '>', last)
      .orderBy('ordinal')
      .limit(PICTURES_AT_ONCE)
      .execute();
    for (const { ordinal, caller_id: callerId, loras, ...facts } of pictures) {
      const names = LORAS.parse(JSON.parse(loras)).map(({ name }) => name);
      const terms = pictureTerms({ ...facts, callerId, loras: names });
      await index.add(db, sql`select cast(${ordinal} as bigint) as ordinal`, terms);
      last = ordinal;
    }
    if (pictures.length < PICTURES_AT_ONCE) {
      return;
    }
  }
}
