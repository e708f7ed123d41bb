import { type Outcome, ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { FailureAnswer, type Result } from './bfl.schemas.js';

/** How Black Forest Labs say no; their statuses say which. */
export function readFailure({ body }: ErrorResponse): Partial<VendorFailure> {
  const { detail } = FailureAnswer.safeParse(body).data ?? {};
  if (!Array.isArray(detail)) {
    return typeof detail === 'string' ? { says: detail } : {};
  }
  return { says: detail.map(({ loc, msg }) => `${loc.at(-1) ?? ''}: ${msg}`).join('; ') };
}

interface End {
  readonly kind: ProviderErrorKind;
  readonly outcome: Outcome;
  readonly why: string;
}

const MODERATED = { kind: 'content_policy', outcome: 'accepted', why: 'refused it for its content' } as const;
const LOST = {
  kind: 'task_lost',
  outcome: 'accepted',
  why: 'does not know the order any more, and may have charged for it',
} as const;

/** How an order may end without a picture; another place than the one it was given does not know it. */
const ENDS: Readonly<Record<string, End>> = {
  'Request Moderated': MODERATED,
  'Content Moderated': MODERATED,
  'Task not found': LOST,
};

/** An order that ended without a picture: none will come of it any more, and it may have been billed. */
export function failedResult(
  { status, details }: Result,
  provider: string,
  clean: (text: string) => string,
): ProviderError {
  const { why, ...end } = ENDS[status] ?? {
    kind: 'bad_response' as const,
    outcome: 'accepted' as const,
    why: `ended the order as ${status}`,
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
