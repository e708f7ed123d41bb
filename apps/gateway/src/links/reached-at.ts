import { isIPv6 } from 'node:net';
import type { Request } from 'express';
import { hostNameIn } from '../access/index.js';

/**
 * Scheme and host by which the client reached the bridge: `X-Forwarded-Proto` and `X-Forwarded-Host` from a proxy in
 * TRUST_PROXY, else `Host`, else the address of the connection (HTTP/1.0 needs no `Host`). A malformed `Host` is
 * ignored, because the result becomes part of links.
 */
export function reachedAt(request: Request): string {
  const { host, protocol, socket } = request;
  return `${protocol}://${host !== undefined && hostNameIn(host) !== null ? host : addressOf(socket)}`;
}

function addressOf({ localAddress, localPort }: Request['socket']): string {
  const address = (localAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  return `${isIPv6(address) ? `[${address}]` : address}:${localPort ?? 0}`;
}
