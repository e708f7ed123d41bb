import type { ImageProvider, Outcome, ProviderErrorKind, VendorRequest } from '@fusionbridge/core';

/** Ways in which the vendor behind a bench can be told to fail. */
export type BenchFault =
  | 'unauthorized'
  | 'out_of_credit'
  | 'content_policy'
  | 'invalid_request'
  | 'rate_limited'
  | 'rate_limited_without_delay'
  | 'server_error'
  | 'loading'
  | 'bad_gateway'
  | 'redirect'
  | 'hang_before_accept'
  | 'hang_after_accept'
  | 'drop_after_accept'
  | 'break_off'
  | 'slow'
  | 'job_lost'
  | 'job_failed'
  | 'wrong_json'
  | 'other_json'
  | 'black_frame'
  | 'fewer_pictures'
  | 'html_picture'
  | 'truncated_picture'
  | 'huge_picture'
  | 'private_picture'
  | 'redirected_picture';

/** What the vendor has seen. */
export interface BenchState {
  /** Orders that arrived, whatever became of them. */
  readonly submissions: number;
  /** Orders it worked on. */
  readonly charges: number;
  /** Orders it was told to stop. */
  readonly cancellations: number;
}

/** An adapter in front of a vendor that a test can command. Made anew for every test. */
export interface RunningBench {
  readonly provider: ImageProvider;
  /** The model to ask for. */
  readonly vendorModel: string;
  /** The next order goes wrong so. */
  fault(name: BenchFault): void;
  /** Ends the fault `slow`. */
  release(): void;
  /** Resolves when the vendor works on its first order. */
  working(): Promise<void>;
  state(): BenchState;
  /** Everything the vendor was sent, bodies one after another. */
  sent(): Buffer;
  close(): Promise<void>;
}

export interface ProviderBench {
  /** @param wish how long the adapter waits for an answer; long enough for every test when not given */
  start(wish?: { timeoutSeconds: number }): Promise<RunningBench>;
}

/** What an adapter is to make of a fault. */
export interface Expectation {
  readonly kind: ProviderErrorKind;
  readonly outcome: Outcome;
}

/** How one adapter differs from the usual. */
export interface ProviderDifferences {
  /** What must never be seen in an error, a log line or the shown request; null where the vendor wants no key. */
  readonly secret: string | null;
  /** Faults that mean something else here; `absent` where the vendor cannot fail so. */
  readonly faults?: Partial<Record<BenchFault, Expectation | 'absent'>>;
  /** Requests that the vendor itself refuses, by what is wrong with them; they never count against it. */
  readonly refused?: Readonly<Record<string, Partial<VendorRequest>>>;
  /** A model that the vendor does not have: the operator named it. Left out where no model is named. */
  readonly strangeModel?: string;
  /** False where there is nothing that could be unreachable. */
  readonly remote?: boolean;
}
