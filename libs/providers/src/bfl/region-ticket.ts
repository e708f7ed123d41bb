import { readTicket, type Ticket, writeTicket } from '../protocol/queue/ticket.js';

const AT = 'at';
const OWN_HOST = /(?:^|\.)bfl\.ai$/;

/** Finds a request again: each region only knows its own. */
export interface RegionTicket extends Ticket {
  /** Address to poll, without the id. */
  readonly at: string;
}

/**
 * `7a1c?seed=7&usd=0.03&at=…`. The response names the address to poll, and the key is sent there: it must be the
 * vendor's own host or the one that the operator configured.
 */
export function writeRegionTicket(ticket: Ticket, pollingUrl: string | null, baseUrl: string): string {
  const written = writeTicket(ticket);
  if (pollingUrl === null || !isTrusted(pollingUrl, baseUrl)) {
    return written;
  }
  const { origin, pathname } = new URL(pollingUrl);
  const at = new URLSearchParams({ [AT]: `${origin}${pathname}` });
  return `${written}${written.includes('?') ? '&' : '?'}${at.toString()}`;
}

/** A ticket may be old, so its address is checked again. */
export function readRegionTicket(text: string, baseUrl: string): RegionTicket {
  const at = new URLSearchParams(text.split('?', 2)[1] ?? '').get(AT);
  const usual = `${baseUrl.replace(/\/+$/, '')}/get_result`;
  return { ...readTicket(text), at: at !== null && isTrusted(at, baseUrl) ? at : usual };
}

function isTrusted(address: string, baseUrl: string): boolean {
  if (!URL.canParse(address)) {
    return false;
  }
  const { protocol, hostname, origin } = new URL(address);
  return origin === new URL(baseUrl).origin || (protocol === 'https:' && OWN_HOST.test(hostname));
}
