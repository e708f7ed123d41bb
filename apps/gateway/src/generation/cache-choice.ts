import { BridgeError } from '@fusionbridge/core';
import type { Request } from 'express';

/** Asked with `off`, and answered with what the result cache had to do with it. */
export const CACHE_HEADER = 'x-fusionbridge-cache';

const ON: ReadonlySet<unknown> = new Set(['on', true, 'true']);
const OFF: ReadonlySet<unknown> = new Set(['off', false, 'false']);

/**
 * Whether a call may be answered from the result cache, and answer later ones: a field of its body, the header, or
 * HTTP's own `Cache-Control: no-cache`; it may where nothing is said.
 * @throws BridgeError `invalid_request` for another word than on or off
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
