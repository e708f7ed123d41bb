import type { Degradation } from '@fusionbridge/core';
import { renamed } from '../../../responses/index.js';

/** A1111's names for the bridge's fields; all others have the same name, or no equivalent. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['negativePrompt', 'negative_prompt'],
  ['guidance', 'cfg_scale'],
  ['sampler', 'sampler_name'],
  ['strength', 'denoising_strength'],
  ['count', 'batch_size'],
  ['output', 'samples_format'],
]);

/** Degradations with A1111's field names. */
export function inClientsWords(degradations: readonly Degradation[]): Degradation[] {
  return renamed(degradations, (field) => NAMES.get(field));
}
