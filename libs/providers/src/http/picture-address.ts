import { ProviderError } from '@fusionbridge/core';

/**
 * Where a vendor keeps a picture, and whether that is at the address the operator configured. Any other address is
 * fetched under guard: it may not be private.
 * @throws ProviderError where it is no address
 */
export function pictureAddress(
  url: string,
  vendor: { readonly id: string; readonly origin: string },
): { url: string; trustedOrigin: string | null } {
  if (!URL.canParse(url, vendor.origin)) {
    throw new ProviderError({
      provider: vendor.id,
      kind: 'bad_response',
      outcome: 'accepted',
      message: `${vendor.id} answered with neither a picture nor an address of one`,
    });
  }
  const address = new URL(url, vendor.origin);
  return { url: address.href, trustedOrigin: address.origin === vendor.origin ? vendor.origin : null };
}
