import { type BlamelessKind, isBlameless, ProviderError, type ProviderErrorKind } from '@fusionbridge/core';

/** A key, an account or a setting is put right by people, not by waiting. */
const PEOPLE_NEEDED_MS = 10 * 60_000;
const LONGEST_REST_MS = 10 * 60_000;
/** Where a vendor says "too often" and not for how long. */
const UNTOLD_PAUSE_MS = 5000;

/** Whom a failure is held against: `model` on its own, the whole `account`, or nobody, because the request was at fault. */
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

/** Failures that need no second one: the vendor itself says that it will refuse the next call too. */
export function isDecisive(error: ProviderError): boolean {
  return blameFor(error) === 'account' || needsPeople(error) || error.retryAfterMs !== null;
}

/**
 * How long to leave a vendor alone after this failure.
 * @param round Rests in a row, from 1
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
