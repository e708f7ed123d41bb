import { type BlamelessKind, isBlameless, ProviderError, type ProviderErrorKind } from '@fusionbridge/core';

/** A wrong key, account or setting is fixed by the operator, not by waiting. */
const PEOPLE_NEEDED_MS = 10 * 60_000;
const LONGEST_REST_MS = 10 * 60_000;
/** Used if a vendor limits the rate without saying for how long. */
const UNTOLD_PAUSE_MS = 5000;

/** Scope of a failure: the `model` alone, the whole `account`, or none, because the request was at fault. */
export type Blame = 'model' | 'account' | 'nobody';

const BLAME: Readonly<Record<Exclude<ProviderErrorKind, BlamelessKind>, Blame>> = {
  auth: 'account',
  configuration: 'model',
  out_of_credit: 'account',
  rate_limited: 'account',
  unavailable: 'model',
  timeout: 'model',
  bad_response: 'model',
  task_lost: 'model',
};

export function blameFor(error: ProviderError): Blame {
  const { kind } = error;
  return isBlameless(kind) ? 'nobody' : BLAME[kind];
}

/** Failures that open the circuit at once: the vendor itself says that it will refuse the next call too. */
export function isDecisive(error: ProviderError): boolean {
  return blameFor(error) === 'account' || needsPeople(error) || error.retryAfterMs !== null;
}

/**
 * Duration of the cooldown after this failure.
 * @param round Consecutive cooldowns, from 1
 */
export function restMs(error: unknown, round: number, firstRestMs: number): number {
  const usual = Math.min(LONGEST_REST_MS, firstRestMs * 2 ** (round - 1));
  if (!(error instanceof ProviderError)) {
    return usual;
  }
  if (error.retryAfterMs !== null) {
    return error.retryAfterMs;
  }
  if (error.kind === 'rate_limited') {
    return UNTOLD_PAUSE_MS;
  }
  return needsPeople(error) ? PEOPLE_NEEDED_MS : usual;
}

function needsPeople({ kind }: ProviderError): boolean {
  return kind === 'auth' || kind === 'out_of_credit' || kind === 'configuration';
}
