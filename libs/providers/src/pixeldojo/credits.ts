import { priceOf } from '../pricing/price.js';

/** Pixel Dojo sells about 800 credits for 5 $. */
const USD_PER_CREDIT = 0.00625;
/** Prices do not depend on the size. */
const ANY_SIZE = { width: 1, height: 1 };

/** Used until the vendor's own list is read. */
const CREDITS: Readonly<Record<string, number>> = {
  flux: 1,
  'flux-dev': 1,
  'flux-1.1-pro': 1,
  'flux-kontext-pro': 1,
  'flux-kontext-max': 2,
  'flux-2-dev': 1,
  'flux-2-flex': 1.5,
};

/** Every known model of the legacy API costs the same. */
export const LEGACY_CREDITS = 1;

/** Credits for one picture; null if not known. */
export function usualCreditsOf(model: string): number | null {
  return CREDITS[model] ?? null;
}

/** Credits in US dollars; null if not known. */
export function usdOf(credits: number | null, count = 1): number | null {
  return priceOf(credits === null ? null : { perPicture: credits * USD_PER_CREDIT }, ANY_SIZE, count);
}
