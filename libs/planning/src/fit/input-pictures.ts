import type { ProviderCapabilities, VendorRequest } from '@fusionbridge/core';
import type { Cuts } from './cuts.js';

/** The references within the vendor's limit; the source counts first. */
export function fitInputPictures(
  { inputPictures: most }: Pick<ProviderCapabilities, 'inputPictures'>,
  { source, references }: Pick<VendorRequest, 'source' | 'references'>,
  cuts: Cuts,
): VendorRequest['references'] {
  const sources = source === null ? 0 : 1;
  const asked = sources + references.length;
  if (asked <= most) {
    return references;
  }
  const why = `the vendor takes at most ${most}`;
  cuts.add({ field: 'references', asked: String(asked), given: String(most), why });
  return references.slice(0, Math.max(0, most - sources));
}
