import type { Degradation, VendorRequest } from '@fusionbridge/core';
import { picturesOf } from '../protocol/input-pictures.js';

export { asDataUri, isEdit, maskPlaceholder as maskShown, picturesOf } from '../protocol/input-pictures.js';

/** Where the vendor takes fewer pictures than there are. */
export function droppedPictures(request: VendorRequest, most: number): Degradation[] {
  const came = picturesOf(request).length;
  const why = `the vendor takes at most ${most}`;
  return came <= most ? [] : [{ field: 'references', asked: String(came), given: String(most), why }];
}
