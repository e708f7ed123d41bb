import type { Caller, ImageRequest, Job } from '@fusionbridge/core';
import type { AwaitedAnswer } from './intake/awaited-answers.js';

/** What a call is known by when it is sent again. */
export interface CallNames {
  /**
   * A hash of what was sent and where to. The same call finds a job whose clients have all gone and whose answer nobody
   * has. null: never.
   */
  readonly call: string | null;
  /** How the client names the call itself: the same call finds the job, answered or not. null: it does not. */
  readonly fingerprint: string | null;
  /** What earlier versions of the bridge would have written down in place of `fingerprint`. */
  readonly earlierFingerprints: readonly string[];
  /**
   * `false`: do not join by the fingerprint, start a job and take the fingerprint over, so that later repeats join this
   * one. For clients that say whether they repeat themselves (`x-stainless-retry-count: 0`): a second picture of the
   * same prompt is then a second job.
   */
  readonly joins: boolean;
}

/** What a dialect hands in. */
export interface Order extends Partial<CallNames> {
  readonly request: ImageRequest;
  readonly caller: Caller;
  /** Which face asked: `a1111`, `openai`, `simple`, … */
  readonly dialect: string;
  /** The id of the picture that is repeated. Default: none. */
  readonly parent?: string | null;
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
  /** To be told when the answer to this call is out, or its client gone. */
  readonly answer: AwaitedAnswer;
  readonly cache: CacheUse;
}

/** Something happened to a job; `job` is how it is now. */
export interface JobEvent {
  readonly type: 'state' | 'progress' | 'attempt';
  readonly job: Job;
}
