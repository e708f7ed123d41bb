import type { Degradation } from '@fusionbridge/core';
import { renamed } from '../../responses/index.js';
import { readingOf } from '../../bodies/index.js';

/** The bridge's fields by the names that bodies are validated under; the others are called alike. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['negativePrompt', 'negative_prompt'],
  ['guidance', 'guidance_scale'],
  ['steps', 'num_inference_steps'],
  ['count', 'n'],
  ['inputFidelity', 'input_fidelity'],
  ['output', 'output_format'],
  ['references', 'image'],
]);

/** Fields that a client may have named in one of several ways; the first one that it has sent is meant. */
const SAID_AS: ReadonlyMap<string, readonly string[]> = new Map([
  ['size', ['size', 'aspect_ratio', 'resolution']],
  ['loras', ['lora_settings']],
]);

/** What was left out, by the names of OpenAI's and FastFusion's fields. */
export function inFieldNames(degradations: readonly Degradation[]): Degradation[] {
  return renamed(degradations, (field) => NAMES.get(field));
}

/** What was left out, by the names under which the client sent the fields of this body. */
export function inNamesOf(body: object, degradations: readonly Degradation[]): Degradation[] {
  const { nameOf, sent } = readingOf(body);
  return renamed(degradations, (field) => {
    const said = SAID_AS.get(field)?.find((one) => sent(one));
    return said === undefined ? nameOf(NAMES.get(field) ?? field) : nameOf(said);
  });
}
