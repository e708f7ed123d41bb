import { facetTerm, wordsOf } from './terms.js';

/** What a picture can be looked for by. */
export interface Searchable {
  readonly callerId: string;
  readonly model: string;
  readonly provider: string;
  readonly operation: string;
  readonly dialect: string;
  /** Their names. */
  readonly loras: readonly string[];
  /** The final one. */
  readonly prompt: string;
}

/** Every term that a search may ask for. */
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
