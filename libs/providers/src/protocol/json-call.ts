import type { VendorCall } from '@fusionbridge/core';
import { shownJson } from '@fusionbridge/http';
import { listed } from '../pricing/price.js';

/** A request with a JSON body to a vendor whose prices are known beforehand. */
interface JsonCall {
  /** The vendor's own name of the model. */
  readonly model: string;
  /** US dollars for the whole request; null if the price is not known. */
  readonly usd: number | null;
  /** Pictures in it are shown as their format and size. */
  readonly body: unknown;
}

export function jsonCall({ model, usd, body }: JsonCall, submit: VendorCall['submit']): VendorCall {
  return { model, estimate: listed(usd), wire: shownJson(body), submit };
}
