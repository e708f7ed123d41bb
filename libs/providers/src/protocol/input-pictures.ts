import type { Picture, VendorRequest } from '@fusionbridge/core';
import { EmbeddedPicture } from '@fusionbridge/http';
import type { ImageProcessor } from '@fusionbridge/media';

/** The source and the references of a request, in the order in which vendors are given them. */
export function picturesOf({ source, references }: VendorRequest): readonly Picture[] {
  return [...(source === null ? [] : [source]), ...references];
}

/** True if the vendor is given pictures. */
export function isEdit({ source, references }: VendorRequest): boolean {
  return source !== null || references.length > 0;
}

/** A picture inside a JSON body, for fields that also take an address. */
export function asDataUri(picture: Picture): EmbeddedPicture {
  return new EmbeddedPicture(picture, 'data-uri');
}

/** Stands for the mask in a body that is only shown: it has the size of the mask and no bytes. */
export function maskPlaceholder({ mask }: Pick<VendorRequest, 'mask'>): Picture | null {
  return mask === null ? null : { ...mask, format: 'png', bytes: Buffer.alloc(0) };
}

/** The mask as a PNG with white where the picture is repainted; null without a mask. */
export async function maskPicture(
  { mask }: Pick<VendorRequest, 'mask'>,
  processor: Pick<ImageProcessor, 'maskToPng'>,
): Promise<Picture | null> {
  return mask === null ? null : processor.maskToPng(mask);
}
