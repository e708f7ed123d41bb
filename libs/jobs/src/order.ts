import type { Caller, ImageRequest, Job } from '@fusionbridge/core';
import type { AwaitedAnswer } from './intake/awaited-answers.js';

/** Identifies a call, so that a repeat of it can be recognized. */
export interface CallNames {
  /**
   * A hash of the body and the route. Lets the same call find a job that lost all its clients before its response was
   * delivered. null: never.
   */
  readonly call: string | null;
  /** The client's own idempotency key: the same call finds the job, answered or not. null: none was given. */
  readonly fingerprint: string | null;
  /** The value that earlier versions of the bridge stored as `fingerprint`. */
  readonly earlierFingerprints: readonly string[];
  /**
   * `false`: do not join by the fingerprint, start a job and take the fingerprint over, so that later repeats join this
   * one. For clients that say whether they repeat themselves (`x-stainless-retry-count: 0`): a second picture of the
   * same prompt is then a second job.
   */
  readonly joins: boolean;
}

/** A request as a dialect submits it. */
export interface Order extends Partial<CallNames> {
  readonly request: ImageRequest;
  readonly caller: Caller;
  /** The dialect of the request: `a1111`, `openai`, `simple`, … */
  readonly dialect: string;
  /** The id of the picture that is repeated. Default: none. */
  readonly parent?: string | null;
  /** `false`: the pictures come from no earlier job and answer no later one. Default: `true`. */
  readonly cache?: boolean;
}

/**
 * `hit`: an earlier job answered. `miss`: cacheable, but no earlier job matched. `bypass`: not cacheable (no fixed
 * seed, or disabled for this order). null if RESULT_CACHE is off.
 */
export type CacheUse = 'hit' | 'miss' | 'bypass' | null;

/** The job of an order. */
export interface Submitted {
  readonly job: Job;
  /** Notified when the response to this call has been sent or its client has disconnected. */
  readonly answer: AwaitedAnswer;
  readonly cache: CacheUse;
}

/** A change of a job; `job` is its current state. */
export interface JobEvent {
  readonly type: 'state' | 'progress' | 'attempt';
  readonly job: Job;
}
