import type { Subject } from './failures.js';
import type { ReadFailure } from './verdict.js';

/** A vendor's server and the key for it. */
export interface VendorAddress extends Subject {
  /** The whole `Authorization` header. Sent only to the origin of `baseUrl`. */
  readonly authorization: string | null;
  /** Name of the header, in lower case, if the vendor takes its key in another one than `Authorization`. */
  readonly keyHeader?: string;
  readonly readFailure: ReadFailure;
}

/** The base address with a slash at its end, so that paths are resolved below it. */
export function baseOf({ baseUrl }: VendorAddress): URL {
  return new URL(baseUrl.replace(/\/*$/, '/'));
}
