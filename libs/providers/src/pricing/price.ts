import type { Cost, Size } from '@fusionbridge/core';

/** Price of one picture, in US dollars. */
export type Price =
  | { readonly perPicture: number }
  /** For each megapixel of 1024 × 1024 pixels or part of one, at least one per picture. */
  | { readonly perBegunMegapixel: number }
  /** Proportional to the megapixels, of a million pixels each. */
  | { readonly perMegapixel: number };

const MILLION_PIXELS = 1_000_000;
/** fal's unit: its worked examples charge 1024 × 1024 once and 1920 × 1080 twice. */
const BINARY_MEGAPIXEL = 1024 * 1024;

/** US dollars for `count` pictures, rounded to six decimals; null if no price is known. */
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

/** A cost from a price list; null if it is not known. */
export function listed(usd: number | null): Cost | null {
  return usd === null ? null : { usd, source: 'list' };
}
