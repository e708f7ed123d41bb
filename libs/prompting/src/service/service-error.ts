import type { ProviderError, ProviderErrorKind } from '@fusionbridge/core';

/**
 * Why a language service gave no answer. `not_configured`: none is set up, or its settings are wrong. `auth`,
 * `out_of_credit`, `rate_limited`, `refused`: it refused the request. `timeout`, `unavailable`: it did not answer.
 * `bad_answer`: its answer is unusable. `cancelled`: the caller stopped the call.
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
  /** For display; never contains a key. */
  readonly message: string;
  readonly status?: number | null;
  /** The field of the request that the service rejects. */
  readonly field?: string | null;
}

const KINDS: Readonly<Record<ProviderErrorKind, ServiceErrorKind>> = {
  auth: 'auth',
  configuration: 'not_configured',
  out_of_credit: 'out_of_credit',
  validation: 'refused',
  content_policy: 'refused',
  rate_limited: 'rate_limited',
  media_fetch: 'refused',
  unavailable: 'unavailable',
  timeout: 'timeout',
  cancelled: 'cancelled',
  task_lost: 'bad_answer',
  bad_response: 'bad_answer',
  generation_failed: 'unavailable',
};

/**
 * The only error of `ServiceClient` and `LlmClient`. Not a `ProviderError`, since a failed language service must not
 * count against the image provider of the job.
 */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly kind: ServiceErrorKind;
  readonly status: number | null;
  readonly field: string | null;

  constructor(facts: ServiceErrorFacts) {
    super(facts.message);
    this.kind = facts.kind;
    this.status = facts.status ?? null;
    this.field = facts.field ?? null;
  }

  static from({ kind, message, status, field }: ProviderError): ServiceError {
    return new ServiceError({ kind: KINDS[kind], message, status, field });
  }
}
