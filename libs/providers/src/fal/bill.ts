import type { Cost } from '@fusionbridge/core';
import { listed } from '../pricing/price.js';
import type { Ticket } from '../protocol/queue/ticket.js';
import type { Endpoint } from './endpoints.js';

/** Sent with a result: the number of units of the price list that fal bills for it, possibly a fraction. */
const BILLED_UNITS = 'x-fal-billable-units';

/** US dollars per billed unit; undefined if not known. */
export function rateOf({ price, billedRate }: Endpoint): number | undefined {
  if (billedRate !== undefined || price === null) {
    return billedRate;
  }
  if ('perPicture' in price) {
    return price.perPicture;
  }
  return 'perBegunMegapixel' in price ? price.perBegunMegapixel : price.perMegapixel;
}

/** The cost that fal reports, or by the price list if it reports none or the price of a unit is not known. */
export function billOf(
  headers: Readonly<Record<string, string | undefined>>,
  { rate, usd }: Ticket,
): Cost | null {
  const units = Number(headers[BILLED_UNITS] ?? Number.NaN);
  return rate !== undefined && Number.isFinite(units) && units > 0
    ? { usd: Number((units * rate).toFixed(6)), source: 'reported' }
    : listed(usd);
}
