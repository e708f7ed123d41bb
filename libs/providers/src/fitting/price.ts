import type { Cost, Size } from '@fusionbridge/core';

/** What one picture costs, in US dollars. */
export type Price =
  | { readonly perPicture: number }
  /** For each megapixel of 1024 × 1024 that is begun; every picture has at least one. */
  | { readonly perBegunMegapixel: number }
  /** By the exact number of megapixels, a million pixels each. */
  | { readonly perMegapixel: number };

const MILLION_PIXELS = 1_000_000;
/** What fal bills as one: its worked examples charge 1024 × 1024 once and 1920 × 1080 twice. */
const BINARY_MEGAPIXEL = 1024 * 1024;

/** By the price list; null where no price is known. */
export function priceOf(price: Price | null, size: Size, count: number): number | null {
  if (price === null) {
    return null;
  }
  const usd = perPicture(price, size.width * size.height) * count;
  return Number(usd.toFixed(6));
}

function perPicture(price: Price, pixels: number): number {
  if ('perPicture' in price) {
    return price.perPicture;
  }
  return 'perMegapixel' in price
    ? (price.perMegapixel * pixels) / MILLION_PIXELS
    : price.perBegunMegapixel * Math.max(1, Math.ceil(pixels / BINARY_MEGAPIXEL));
}

export function listed(usd: number | null): Cost | null {
  return usd === null ? null : { usd, source: 'list' };
}
