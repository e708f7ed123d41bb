import { facetTerm, wordsOf } from './terms.js';

/** What pictures are searched by. */
export interface Searchable {
  readonly callerId: string;
  readonly model: string;
  readonly provider: string;
  readonly operation: string;
  readonly dialect: string;
  /** Names of the LoRAs. */
  readonly loras: readonly string[];
  /** The final prompt. */
  readonly prompt: string;
}

/** Every term that a search can find the picture by. */
export function pictureTerms({ loras, prompt, ...facets }: Searchable): string[] {
  const { callerId, model, provider, operation, dialect } = facets;
  return [
    facetTerm('callerId', callerId),
    facetTerm('model', model),
    facetTerm('provider', provider),
    facetTerm('operation', operation),
    facetTerm('dialect', dialect),
    ...new Set(loras.map((name) => facetTerm('lora', name))),
    ...wordsOf(prompt),
  ];
}
