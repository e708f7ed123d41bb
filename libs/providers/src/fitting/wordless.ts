import type { Degradation, VendorRequest } from '@fusionbridge/core';

/** For operations that take no words: whoever wrote some is told, and how freely they should be followed as well. */
export function wordless({ operation, prompt, strength }: VendorRequest): Degradation[] {
  const who = operation === 'redux' ? "the vendor's Redux" : 'the upscaler';
  const why = `${who} takes a picture and no words`;
  return [
    ...(prompt.trim() === '' ? [] : [{ field: 'prompt', asked: prompt, given: 'dropped', why }]),
    ...(strength === null ? [] : [{ field: 'strength', asked: String(strength), given: 'dropped', why }]),
  ];
}
