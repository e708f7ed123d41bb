import type { Degradation, VendorRequest, Picture } from '@fusionbridge/core';
import { EmbeddedPicture } from '@fusionbridge/http';

/** Every picture of a request that the vendor is to look at. */
export function picturesOf(request: VendorRequest): readonly Picture[] {
  return [...(request.source === null ? [] : [request.source]), ...request.references];
}

/** The vendor is to look at pictures. */
export function isEdit(request: VendorRequest): boolean {
  return request.source !== null || request.references.length > 0;
}

/** In the place of an address. */
export function asDataUri(picture: Picture): EmbeddedPicture {
  return new EmbeddedPicture(picture, 'data-uri');
}

/** Where the vendor takes fewer pictures than there are. */
export function droppedPictures(request: VendorRequest, most: number): Degradation[] {
  const came = picturesOf(request).length;
  const why = `the vendor takes at most ${most}`;
  return came <= most ? [] : [{ field: 'references', asked: String(came), given: String(most), why }];
}

/** Stands for the mask where a body is only shown. */
export function maskShown({ mask }: Pick<VendorRequest, 'mask'>): Picture | null {
  return mask === null ? null : { ...mask, format: 'png', bytes: Buffer.alloc(0) };
}
