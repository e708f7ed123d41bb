import type { ProviderCapabilities, ProviderError } from '@fusionbridge/core';
import type { RoutingEnv } from './routing.env.js';

/** Which candidates may be tried after a failed attempt. `free-only` and `stop` carry the reason for the client. */
export type NextStep =
  | { readonly go: 'on' }
  /** Only providers that cost nothing. */
  | { readonly go: 'free-only'; readonly why: string }
  | { readonly go: 'stop'; readonly why: string };

/** Money that a second purchase would put at risk. */
export interface Stakes {
  readonly repurchase: RoutingEnv['REPURCHASE'];
  /** US dollars that may have been charged without a result so far, including the next purchase. */
  readonly usd: number;
  /** Most that may be at risk, in US dollars. */
  readonly limitUsd: number;
}

const ON: NextStep = { go: 'on' };

/** The vendor's response is complete and closes the order: it will yield no picture any more. */
const ORDER_CLOSED = new Set(['bad_response', 'generation_failed', 'validation', 'media_fetch']);

/**
 * Promise 1: never pay twice. Anybody may be asked after `not_sent` and `rejected`, where the vendor closed the order,
 * and wherever the work cost nothing. After `accepted` or `unknown` the first purchase may still be charged, so a second
 * one has to be allowed by REPURCHASE and MONEY_AT_RISK_USD; providers that cost nothing may be asked all the same. An
 * answer that broke off, is garbled or is no receipt is `unknown`, never a closed order. What a vendor refused for its
 * content is not offered to the next one.
 */
export function nextStepAfter(
  error: ProviderError,
  capabilities: ProviderCapabilities,
  stakes: Stakes,
): NextStep {
  if (error.kind === 'content_policy') {
    return { go: 'stop', why: 'refused for its content' };
  }
  return isSettled(error, capabilities) ? ON : repurchase(error, stakes);
}

/** True if the failed attempt can no longer be charged. */
function isSettled(error: ProviderError, capabilities: ProviderCapabilities): boolean {
  const neverTaken = error.outcome === 'not_sent' || error.outcome === 'rejected';
  const closed = error.outcome === 'accepted' && ORDER_CLOSED.has(error.kind);
  return neverTaken || closed || capabilities.cost === 'free';
}

function repurchase(error: ProviderError, stakes: Stakes): NextStep {
  const isLookedUp = error.kind === 'task_lost';
  const isAllowed = stakes.repurchase === 'eager' || (stakes.repurchase === 'after-lookup' && isLookedUp);
  if (!isAllowed) {
    return {
      go: 'free-only',
      why: `${error.provider} may have charged for it, so it was not bought again elsewhere; REPURCHASE decides that`,
    };
  }
  if (stakes.usd > stakes.limitUsd) {
    return {
      go: 'free-only',
      why: `buying it again would put $${stakes.usd.toFixed(2)} at risk, and MONEY_AT_RISK_USD allows $${stakes.limitUsd.toFixed(2)}`,
    };
  }
  return ON;
}
