/**
 * Why a language service gave no answer. `not_configured`: nobody set it up. `auth`, `out_of_credit`, `rate_limited`,
 * `refused`: it said no. `timeout`, `unavailable`: it did not answer. `bad_answer`: nobody can use what it answered.
 * `cancelled`: we stopped it.
 */
export type ServiceErrorKind =
  | 'not_configured'
  | 'auth'
  | 'out_of_credit'
  | 'rate_limited'
  | 'refused'
  | 'timeout'
  | 'unavailable'
  | 'bad_answer'
  | 'cancelled';

interface ServiceErrorFacts {
  readonly kind: ServiceErrorKind;
  /** For people; never a key. */
  readonly message: string;
  readonly status?: number;
  /** The field that the service complains about, in its own words. */
  readonly param?: string | null;
}

/** The only error of `ServiceHttp` and `LlmClient`. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly kind: ServiceErrorKind;
  readonly status: number | null;
  readonly param: string | null;

  constructor(facts: ServiceErrorFacts) {
    super(facts.message);
    this.kind = facts.kind;
    this.status = facts.status ?? null;
    this.param = facts.param ?? null;
  }
}
