import type { Cost } from '@fusionbridge/core';
import { listed } from '../pricing/price.js';
import type { Ticket } from '../protocol/queue/ticket.js';
import type { Endpoint } from './endpoints.js';

/** Sent with a result: how many units of its price list fal bills for it, perhaps a fraction. */
const BILLED_UNITS = 'x-fal-billable-units';

/** US dollars for each unit that fal bills; undefined where it is not known. */
export function rateOf({ price, billedRate }: Endpoint): number | undefined {
  if (billedRate !== undefined || price === null) {
    return billedRate;
  }
  if ('perPicture' in price) {
    return price.perPicture;
  }
  return 'perBegunMegapixel' in price ? price.perBegunMegapixel : price.perMegapixel;
}

/** By what fal says that it bills; by the price list where it says nothing, or the price of a unit is not known. */
export function billOf(
  headers: Readonly<Record<string, string | undefined>>,
  { rate, usd }: Ticket,
): Cost | null {
  const units = Number(headers[BILLED_UNITS] ?? Number.NaN);
  return rate !== undefined && Number.isFinite(units) && units > 0
    ? { usd: Number((units * rate).toFixed(6)), source: 'reported' }
    : listed(usd);
}
