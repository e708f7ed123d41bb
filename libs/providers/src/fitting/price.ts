import type { Cost, Size } from '@fusionbridge/core';

/** What one picture costs, in US dollars. */
export type Price =
  | { readonly perPicture: number }
  /** For each megapixel that is begun. */
  | { readonly perBegunMegapixel: number }
  | { readonly perMegapixel: number };

const MEGAPIXEL = 1_000_000;

/** By the price list; null where no price is known. */
export function priceOf(price: Price | null, size: Size, count: number): number | null {
  if (price === null) {
    return null;
  }
  const usd = perPicture(price, (size.width * size.height) / MEGAPIXEL) * count;
  return Number(usd.toFixed(6));
}

function perPicture(price: Price, megapixels: number): number {
  if ('perPicture' in price) {
    return price.perPicture;
  }
  return 'perMegapixel' in price
    ? price.perMegapixel * megapixels
    : price.perBegunMegapixel * Math.ceil(megapixels);
}

export function listed(usd: number | null): Cost | null {
  return usd === null ? null : { usd, source: 'list' };
}
