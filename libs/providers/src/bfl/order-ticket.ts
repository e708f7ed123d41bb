import { readTicket, type Ticket, writeTicket } from '../protocol/queue/ticket.js';

const AT = 'at';
const OWN_HOST = /(?:^|\.)bfl\.ai$/;

/** What finds an order again: each region knows its own orders only. */
export interface OrderTicket extends Ticket {
  /** Where to ask about it, without the id. */
  readonly at: string;
}

/**
 * `7a1c?seed=7&usd=0.03&at=…`. The vendor's answer says where to ask, and the key goes there: it has to be the
 * vendor's own host, or the one that the operator configured.
 */
export function writeOrderTicket(ticket: Ticket, pollingUrl: string | null, baseUrl: string): string {
  const written = writeTicket(ticket);
  if (pollingUrl === null || !isTrusted(pollingUrl, baseUrl)) {
    return written;
  }
  const { origin, pathname } = new URL(pollingUrl);
  const at = new URLSearchParams({ [AT]: `${origin}${pathname}` });
  return `${written}${written.includes('?') ? '&' : '?'}${at.toString()}`;
}

/** A ticket may have been written down long ago: its address is checked again. */
export function readOrderTicket(text: string, baseUrl: string): OrderTicket {
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
