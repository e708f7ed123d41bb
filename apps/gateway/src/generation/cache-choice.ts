import { BridgeError } from '@fusionbridge/core';
import type { Request } from 'express';

/** Request header to turn the result cache `off`; response header that reports how the cache was involved. */
export const CACHE_HEADER = 'x-fusionbridge-cache';

const ON: ReadonlySet<unknown> = new Set(['on', true, 'true']);
const OFF: ReadonlySet<unknown> = new Set(['off', false, 'false']);

/**
 * True if the result cache may be used for a call, to read and to write: by a field of its body, the header, or HTTP's
 * own `Cache-Control: no-cache`. Default true.
 * @throws BridgeError `invalid_request` for a value other than on or off
 */
export function cacheOf(field: unknown, request: Request): boolean {
  const [where, asked] =
    field === undefined ? [CACHE_HEADER, request.header(CACHE_HEADER)] : ['cache', field];
  if (asked === undefined || asked === '') {
    return !/\bno-(cache|store)\b/i.test(request.header('cache-control') ?? '');
  }
  if (!ON.has(asked) && !OFF.has(asked)) {
    throw BridgeError.invalid(where, `Invalid '${where}': must be 'on' or 'off'.`);
  }
  return ON.has(asked);
}
