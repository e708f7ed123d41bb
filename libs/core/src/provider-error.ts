/**
 * What became of one call to a vendor. `not_sent`: no byte of the request left us. `rejected`: the vendor said no
 * before it took the work, or took it back unbilled. `accepted`: the vendor's whole answer says that it had the work,
 * and it may cost. `unknown`: sent, and no whole answer came that could be understood; it may cost. `delivered`:
 * pictures arrived. Promise 1: only `not_sent` and `rejected` fall back freely. An answer that broke off, is garbled or
 * is no receipt is always `unknown`: the money is probably spent, and a second order would spend it twice.
 */
export type Outcome = 'not_sent' | 'rejected' | 'accepted' | 'unknown' | 'delivered';

export type ProviderErrorKind =
  | 'auth'
  /** The operator's mistake: wrong Space, wrong endpoint, missing checkpoint, wrong model. Clients cannot fix it. */
  | 'configuration'
  | 'out_of_credit'
  | 'validation'
  | 'content_policy'
  | 'rate_limited'
  | 'media_fetch'
  | 'unavailable'
  | 'timeout'
  | 'cancelled'
  /** The vendor does not know the task that it is asked about. */
  | 'task_lost'
  | 'bad_response'
  /**
   * The vendor's own program raised an error while it worked on the order, and says which. The request may be at fault,
   * so it says nothing about how the vendor does; nothing will come of the order any more.
   */
  | 'generation_failed';

/** Failures of the request, or of nobody: they say nothing about how the vendor does and never count against it. */
const BLAMELESS_KINDS = [
  'validation',
  'content_policy',
  'media_fetch',
  'cancelled',
  'generation_failed',
] as const satisfies readonly ProviderErrorKind[];

export type BlamelessKind = (typeof BLAMELESS_KINDS)[number];

export function isBlameless(kind: ProviderErrorKind): kind is BlamelessKind {
  return BLAMELESS_KINDS.some((one) => one === kind);
}

interface ProviderErrorFacts {
  readonly provider: string;
  readonly kind: ProviderErrorKind;
  readonly outcome: Outcome;
  /** Readable: what went wrong and what to do; never a key, never a local path. */
  readonly message: string;
  readonly status?: number;
  /** The vendor's own error code, if it gave one. */
  readonly vendorCode?: string;
  /** How long the vendor asked us to wait. */
  readonly retryAfterMs?: number;
  /** Name of the setting that the operator must check, e.g. `HF_SPACE_NAME`. */
  readonly setting?: string;
  /** The field of the request that the vendor rejects, by the vendor's name for it. */
  readonly field?: string;
  readonly cause?: unknown;
}

/** The only error an adapter throws. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly provider: string;
  readonly kind: ProviderErrorKind;
  readonly outcome: Outcome;
  readonly status: number | null;
  readonly vendorCode: string | null;
  readonly retryAfterMs: number | null;
  readonly setting: string | null;
  readonly field: string | null;

  constructor(facts: ProviderErrorFacts) {
    super(facts.message, { cause: facts.cause });
    this.provider = facts.provider;
    this.kind = facts.kind;
    this.outcome = facts.outcome;
    this.status = facts.status ?? null;
    this.vendorCode = facts.vendorCode ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.setting = facts.setting ?? null;
    this.field = facts.field ?? null;
  }

  /** A copy of the failure with the given fields replaced; all others are preserved. */
  as(changes: Partial<Pick<ProviderErrorFacts, 'kind' | 'outcome' | 'message' | 'setting'>>): ProviderError {
    return new ProviderError({
      provider: this.provider,
      kind: this.kind,
      outcome: this.outcome,
      message: this.message,
      cause: this.cause,
      ...(this.status === null ? {} : { status: this.status }),
      ...(this.vendorCode === null ? {} : { vendorCode: this.vendorCode }),
      ...(this.retryAfterMs === null ? {} : { retryAfterMs: this.retryAfterMs }),
      ...(this.setting === null ? {} : { setting: this.setting }),
      ...(this.field === null ? {} : { field: this.field }),
      ...changes,
    });
  }
}
