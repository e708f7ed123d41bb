import { type Outcome, ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { FailureAnswer, type Result } from './bfl.schemas.js';

/** Reads an error response of Black Forest Labs; the HTTP status tells the kind of failure. */
export function readFailure({ body }: ErrorResponse): Partial<VendorFailure> {
  const { detail } = FailureAnswer.safeParse(body).data ?? {};
  if (!Array.isArray(detail)) {
    return typeof detail === 'string' ? { says: detail } : {};
  }
  return { says: detail.map(({ loc, msg }) => `${loc.at(-1) ?? ''}: ${msg}`).join('; ') };
}

interface FinalFailure {
  readonly kind: ProviderErrorKind;
  readonly outcome: Outcome;
  readonly why: string;
}

const MODERATED = { kind: 'content_policy', outcome: 'accepted', why: 'refused it for its content' } as const;
const LOST = {
  kind: 'task_lost',
  outcome: 'accepted',
  why: 'does not know the request any more, and may have charged for it',
} as const;

/** Final states without a picture. `Task not found` is also the response of a region that does not have the request. */
const FINAL_FAILURES: Readonly<Record<string, FinalFailure>> = {
  'Request Moderated': MODERATED,
  'Content Moderated': MODERATED,
  'Task not found': LOST,
};

/** A request that ended without a picture; it may have been billed. */
export function failedResult(
  { status, details }: Result,
  provider: string,
  clean: (text: string) => string,
): ProviderError {
  const { why, ...end } = FINAL_FAILURES[status] ?? {
    kind: 'bad_response' as const,
    outcome: 'accepted' as const,
    why: `ended the request as ${status}`,
  };
  const says =
    details === null || details === undefined ? '' : clean(Object.values(details).flat().join(', '));
  return new ProviderError({
    ...end,
    provider,
    message: `${provider} ${why}${says === '' ? '' : `: ${says}`}`,
    vendorCode: status,
  });
}
