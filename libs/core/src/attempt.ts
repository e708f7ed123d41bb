import type { Cost } from './provider.js';
import type { Outcome, ProviderErrorKind } from './provider-error.js';

/** One call to one candidate. Times are Unix milliseconds. */
export interface Attempt {
  /** Position in the job, from 0: identifies the attempt while it changes. */
  readonly index: number;
  readonly provider: string;
  readonly vendorModel: string;
  /** Pictures requested in this call. */
  readonly count: number;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  /** `null` while it runs. */
  readonly outcome: Outcome | null;
  readonly taskId: string | null;
  /** The vendor's name of the model that generated the pictures; omitted if it did not report one. */
  readonly servedModel?: string | undefined;
  /** Pictures that passed the checks. */
  readonly delivered: number;
  readonly cost: Cost | null;
  readonly error: AttemptError | null;
}

export interface AttemptError {
  readonly kind: ProviderErrorKind;
  readonly message: string;
  readonly status: number | null;
  /** Name of the setting that the operator must check, if the operator can fix the error. */
  readonly setting?: string | undefined;
}
