import type { Attempt } from './attempt.js';
import { type Billed, chargesOf } from './charges.js';

/**
 * Why the bridge says no. `invalid_request`: the client must change it. `not_found`: no such thing, or not the
 * caller's. `unsupported`: no candidate can do it (a mask nobody honours, strict fidelity). `content_policy`: refused
 * for what it shows. `idempotency_key_reused`: the client's key names another call. `unauthorized`, `rate_limited`: access.
 * `host_not_allowed`, `origin_not_allowed`: a name or a web page that the operator has not allowed. `all_failed`: every
 * candidate was tried. `deadline`: the
 * time ran out. `cancelled`: somebody stopped it. `unavailable`: shutting down or nothing configured.
 * `internal`: our fault.
 */
export type BridgeErrorKind =
  | 'invalid_request'
  | 'not_found'
  | 'unsupported'
  | 'content_policy'
  | 'idempotency_key_reused'
  | 'unauthorized'
  | 'rate_limited'
  | 'host_not_allowed'
  | 'origin_not_allowed'
  | 'all_failed'
  | 'deadline'
  | 'cancelled'
  | 'unavailable'
  | 'internal';

interface BridgeErrorFacts {
  readonly kind: BridgeErrorKind;
  readonly message: string;
  /** The invalid field, under the client's name for it. */
  readonly field?: string;
  /** Attempts made before the error, if any. */
  readonly attempts?: readonly Attempt[];
  /** Whether anything was charged; derived from the attempts unless given. */
  readonly billed?: Billed;
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** An error every dialect can tell its client; each has one filter that writes it in the client's own shape. */
export class BridgeError extends Error {
  override readonly name = 'BridgeError';
  readonly kind: BridgeErrorKind;
  readonly field: string | null;
  readonly attempts: readonly Attempt[];
  readonly billed: Billed;
  readonly retryAfterMs: number | null;

  constructor(facts: BridgeErrorFacts) {
    super(facts.message, { cause: facts.cause });
    this.kind = facts.kind;
    this.field = facts.field ?? null;
    this.attempts = facts.attempts ?? [];
    this.billed = facts.billed ?? chargesOf(this.attempts).billed;
    this.retryAfterMs = facts.retryAfterMs ?? null;
  }

  /** The usual case: the client must change `field`. */
  static invalid(field: string, message: string): BridgeError {
    return new BridgeError({ kind: 'invalid_request', field, message });
  }
}
