import type { ProviderCapabilities, VendorRequest } from '@fusionbridge/core';
import type { Cuts } from './cuts.js';

/** Some operations take a picture and no prompt; a given prompt is then reported as dropped. */
export function fitPrompt(
  limits: Pick<ProviderCapabilities, 'prompt'>,
  { operation, prompt }: VendorRequest,
  cuts: Cuts,
): string {
  if (limits.prompt) {
    return prompt;
  }
  if (prompt.trim() !== '') {
    const who = operation === 'redux' ? "the vendor's Redux" : 'the upscaler';
    const why = `${who} takes a picture and no words`;
    cuts.add({ field: 'prompt', asked: prompt, given: 'dropped', why });
  }
  return '';
}
