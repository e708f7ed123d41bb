import type { Degradation } from '@fusionbridge/core';
import { renamed } from '../../../responses/index.js';

/** The bridge's fields by A1111's names; the others are called alike, or have none there. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['negativePrompt', 'negative_prompt'],
  ['guidance', 'cfg_scale'],
  ['sampler', 'sampler_name'],
  ['strength', 'denoising_strength'],
  ['count', 'batch_size'],
  ['output', 'samples_format'],
]);

/** What was left out, in the words of A1111's clients. */
export function inClientsWords(degradations: readonly Degradation[]): Degradation[] {
  return renamed(degradations, (field) => NAMES.get(field));
}
