import { priceOf } from '../pricing/price.js';

/** Pixel Dojo sells about 800 of its cheapest pictures, of one credit each, for 5 $ (contracts/vendors-b.md 3.1). */
const USD_PER_CREDIT = 0.00625;
/** A price does not depend on the size here. */
const ANY_SIZE = { width: 1, height: 1 };

/** Until the vendor is asked (contracts/vendors-b.md 3.1). */
const CREDITS: Readonly<Record<string, number>> = {
  flux: 1,
  'flux-dev': 1,
  'flux-1.1-pro': 1,
  'flux-kontext-pro': 1,
  'flux-kontext-max': 2,
  'flux-2-dev': 1,
  'flux-2-flex': 1.5,
};

/** Every model of the old API that is known takes as much. */
export const LEGACY_CREDITS = 1;

/** Credits for one picture; null where they are not known. */
export function usualCreditsOf(model: string): number | null {
  return CREDITS[model] ?? null;
}

/** Credits in US dollars; null where they are not known. */
export function usdOf(credits: number | null, count = 1): number | null {
  return priceOf(credits === null ? null : { perPicture: credits * USD_PER_CREDIT }, ANY_SIZE, count);
}
