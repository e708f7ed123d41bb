import type { Degradation, VendorCall } from '@fusionbridge/core';
import { shownJson } from '@fusionbridge/http';
import { listed } from '../pricing/price.js';

/**
 * An order whose price is in a list and whose body is JSON, as planning needs it.
 * @param body The vendor request; pictures in it are shown to people as their size
 */
export function adaptedOrder(
  order: {
    readonly degradations: readonly Degradation[];
    readonly usd: number | null;
    readonly model: string;
  },
  body: unknown,
  submit: VendorCall['submit'],
): VendorCall {
  const { degradations, usd, model } = order;
  return { degradations, model, estimate: listed(usd), wire: shownJson(body), submit };
}
