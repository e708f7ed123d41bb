import { ProviderError } from '@fusionbridge/core';

/**
 * The absolute address of a picture at a vendor. Only the origin that the operator configured may be a private address;
 * the fetcher also tries it if the vendor refers to itself by another name.
 * @throws ProviderError if `url` is not an address
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
