import type { VendorIdentity } from './provider-errors.js';
import type { ReadFailure } from './vendor-failure.js';

/** A vendor's server and the key for it. */
export interface VendorAddress extends VendorIdentity {
  /** The complete `Authorization` header. Sent only to the origin of `baseUrl`. */
  readonly authorization: string | null;
  /** Header for the key, in lower case, if it is not `Authorization`. */
  readonly keyHeader?: string;
  readonly readFailure: ReadFailure;
}

/** The base address with a trailing slash, so that paths resolve below it. */
export function baseOf({ baseUrl }: VendorAddress): URL {
  return new URL(baseUrl.replace(/\/*$/, '/'));
}
