import type { Billed } from '@fusionbridge/core';

/** Open WebUI and Agnai show their users only the reason phrase. */
const LONGEST = 120;
const ELLIPSIS = '...';

const CORE: Readonly<Record<Billed, string>> = {
  yes: 'Charged, not bought again: ',
  unknown: 'May have been charged, not bought again: ',
  no: '',
};

/**
 * Turns a message into a reason phrase: the cost first, ASCII only, truncated between words.
 * @param billed Says if anything was charged
 */
export function reasonPhrase(message: string, billed: Billed): string {
  const text = `${CORE[billed]}${message}`
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/…/g, ELLIPSIS)
    .replace(/[\s\p{C}]+/gu, ' ')
    .replace(/[^\x20-\x7e]/gu, '?')
    .trim();
  if (text.length <= LONGEST) {
    return text;
  }
  const cut = text.slice(0, LONGEST - ELLIPSIS.length + 1);
  const end = cut.lastIndexOf(' ');
  return `${cut.slice(0, end > 0 ? end : LONGEST - ELLIPSIS.length).trimEnd()}${ELLIPSIS}`;
}
