import type { ImageRequest, ProviderCapabilities, VendorOperation, VendorRequest } from '@fusionbridge/core';

/** Best first. Under a mask a model trained for it goes before one that is only told to. */
const WAYS: Readonly<Record<'edit' | 'masked' | 'variation', readonly VendorOperation[]>> = {
  edit: ['reference', 'image'],
  masked: ['inpaint', 'fill'],
  variation: ['image', 'reference'],
};

/**
 * The request in the way in which this vendor can do it: an edit or a variation becomes one of its operations.
 * @returns null where it has none for it
 */
export function vendorRequestOf(
  { operation, ...request }: ImageRequest,
  { operations }: Pick<ProviderCapabilities, 'operations'>,
): VendorRequest | null {
  const wanted = waysOf(operation, request.mask !== null);
  const way = wanted.find((one) => operations.includes(one));
  return way === undefined ? null : { ...request, operation: way };
}

function waysOf(operation: ImageRequest['operation'], isMasked: boolean): readonly VendorOperation[] {
  switch (operation) {
    case 'edit':
      return isMasked ? WAYS.masked : WAYS.edit;
    case 'variation':
      return WAYS.variation;
    default:
      return [operation];
  }
}
