import type { Caller, ImageRequest, Job } from '@fusionbridge/core';

/** What a dialect hands in. */
export interface Order {
  readonly request: ImageRequest;
  readonly caller: Caller;
  /** Which face asked: `a1111`, `openai`, `simple`, … */
  readonly dialect: string;
  /** The id of the picture that is repeated. Default: none. */
  readonly parent?: string | null;
  /**
   * Names the client's call, so that the same call sent again finds the job it started (promise 1): a hash of what
   * was sent. Nothing joins a job without one.
   */
  readonly fingerprint?: string | null;
  /**
   * `false`: never join, start a job and take the fingerprint over, so that later repeats join this one. For clients
   * that say whether they repeat themselves (`x-stainless-retry-count: 0`): a second picture of the same prompt is
   * then a second job. Default: `true`.
   */
  readonly joins?: boolean;
  /** `false`: the pictures come from no earlier job and answer no later one. Default: `true`. */
  readonly cache?: boolean;
}

/**
 * Whether an earlier job answered (`hit`), could have and did not (`miss`), or was not to (`bypass`: no fixed seed, or
 * switched off for this order). null where RESULT_CACHE is off.
 */
export type CacheUse = 'hit' | 'miss' | 'bypass' | null;

/** The job of an order. */
export interface Submitted {
  readonly job: Job;
  readonly cache: CacheUse;
}

/** Something happened to a job; `job` is how it is now. */
export interface JobEvent {
  readonly type: 'state' | 'progress' | 'attempt';
  readonly job: Job;
}
