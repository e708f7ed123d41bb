import type { VendorRequest } from '@fusionbridge/core';
import { priceOf } from '../pricing/price.js';
import { sizeOf } from '../protocol/requested-size.js';
import type { ModelSheet } from './models.js';

/** US dollars by the price list; null if the model's price is not known. */
export function listPriceOf(request: VendorRequest, sheet: ModelSheet): number | null {
  const price = sheet.usd === null ? null : { perMegapixel: sheet.usd * surcharge(request.steps, sheet) };
  return priceOf(price, sizeOf(request), request.count);
}

/** More steps than usual cost proportionally more; fewer cost the same. */
function surcharge(steps: number | null, { usualSteps }: ModelSheet): number {
  return Math.max(1, (steps ?? usualSteps) / usualSteps);
}
