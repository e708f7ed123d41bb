import { isIPv6 } from 'node:net';
import type { Request } from 'express';

/** A name or an address, and a port perhaps. Whatever else a client writes into `Host` goes into no link. */
const HOST = /^(?:[\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i;

/**
 * Scheme and host by which the client reached the bridge: what a proxy in TRUST_PROXY says in `X-Forwarded-Proto` and
 * `X-Forwarded-Host`, else `Host`, else the address of the connection (HTTP/1.0 needs no `Host`).
 */
export function reachedAt(request: Request): string {
  const { host, protocol, socket } = request;
  return `${protocol}://${HOST.test(host ?? '') ? host : addressOf(socket)}`;
}

function addressOf({ localAddress, localPort }: Request['socket']): string {
  const address = (localAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  return `${isIPv6(address) ? `[${address}]` : address}:${localPort ?? 0}`;
}
