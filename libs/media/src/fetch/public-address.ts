import ipaddr from 'ipaddr.js';

/** 2000::/3, the one part of IPv6 from which public addresses are given out (RFC 4291 §2.4, IANA). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address lies in the public internet. Everything else is refused: private, loopback, link-local,
 * carrier-grade NAT, multicast, unspecified, documentation, and every form of IPv6 that wraps an IPv4 address
 * (`::7f00:1` among them, which is 127.0.0.1 to some).
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) {
    return false;
  }
  const address = ipaddr.parse(text);
  return address.range() === 'unicast' && (address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST));
}
