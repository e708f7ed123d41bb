import { ProviderError } from '@fusionbridge/core';

/**
 * Where a vendor keeps a picture, with the address the operator configured for the vendor: that one alone may be private,
 * and is tried where the vendor names itself otherwise.
 * @throws ProviderError where it is no address
 */
export function pictureAddress(
  url: string,
  vendor: { readonly id: string; readonly origin: string },
): { url: string; trustedOrigin: string } {
  if (!URL.canParse(url, vendor.origin)) {
    throw new ProviderError({
      provider: vendor.id,
      kind: 'bad_response',
      outcome: 'accepted',
      message: `${vendor.id} answered with neither a picture nor an address of one`,
    });
  }
  return { url: new URL(url, vendor.origin).href, trustedOrigin: vendor.origin };
}
