import type { ProviderCapabilities, ProviderError } from '@fusionbridge/core';

/** What may be done after a failed attempt. `stop` carries the reason for the client. */
export type NextStep = { readonly go: 'on' } | { readonly go: 'stop'; readonly why: string };

const ON: NextStep = { go: 'on' };

/** The vendor's whole answer is in hand and closes the order: no picture will come of it any more. */
const ORDER_CLOSED = new Set(['bad_response', 'validation', 'media_fetch']);

/**
 * Promise 1: never pay twice. Free to go on after `not_sent` and `rejected`, where the vendor closed the order, and
 * wherever the work costs nothing. After `accepted` or `unknown` a second purchase is refused: the first one may
 * still be charged. An answer that broke off, is garbled or is no receipt is `unknown`, never a closed order. What a vendor refused for its content is not offered to the next one.
 */
export function nextStepAfter(error: ProviderError, capabilities: ProviderCapabilities): NextStep {
  if (error.kind === 'content_policy') {
    return { go: 'stop', why: 'refused for its content' };
  }
  if (error.outcome === 'not_sent' || error.outcome === 'rejected') {
    return ON;
  }
  const closed = error.outcome === 'accepted' && ORDER_CLOSED.has(error.kind);
  if (capabilities.cost === 'free' || closed) {
    return ON;
  }
  return {
    go: 'stop',
    why: `${error.provider} may have charged for it, so it was not bought again elsewhere`,
  };
}
