import type { Degradation } from '@fusionbridge/core';
import { renamed } from '../../responses/index.js';

/** The bridge's fields by the names of this dialect; the others are called alike. */
const NAMES: ReadonlyMap<string, string> = new Map([['guidance', 'cfgScale']]);

/** What was left out, in the words of the clients of this dialect. */
export function inClientsWords(degradations: readonly Degradation[]): Degradation[] {
  return renamed(degradations, (field) => NAMES.get(field));
}
