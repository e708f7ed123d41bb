import type { Size, VendorRequest } from '@fusionbridge/core';

const SQUARE: Size = { width: 1024, height: 1024 };

/** The size to generate. Planning sets it in every request; without it the picture gets the shape of its source. */
export function sizeOf({ size, source }: Pick<VendorRequest, 'size' | 'source'>): Size {
  const { width, height } = size ?? source ?? SQUARE;
  return { width, height };
}
