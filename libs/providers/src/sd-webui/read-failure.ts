import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { FailureAnswer } from './sd-webui.schemas.js';

/** What FastAPI says of any route it does not have. */
const UNKNOWN_ROUTE = 'Not Found';
const WITHOUT_API = 'it runs without its API; start it with --api';

/**
 * A1111's errors (api.py: exception_handling). `error` is the class of the exception: `HTTPException` is the
 * handler's own refusal before any work, every other broke out of the work.
 */
export function readFailure({ status, body }: ErrorResponse): Partial<VendorFailure> {
  const parsed = FailureAnswer.safeParse(body);
  if (!parsed.success) {
    return {};
  }
  const { error, errors } = parsed.data;
  const says = saidIn(parsed.data) ?? errors ?? '';
  if (status === 404 && says === UNKNOWN_ROUTE) {
    return { kind: 'configuration', says: WITHOUT_API, setting: 'SD_API_URL' };
  }
  if (status !== 500 || error === null || error === undefined) {
    return says === '' ? {} : { says };
  }
  return error === 'HTTPException'
    ? { kind: 'validation', outcome: 'rejected', says }
    : { kind: 'unavailable', outcome: 'accepted', says: `${error}: ${errors ?? ''}`, vendorCode: error };
}

function saidIn({ detail }: FailureAnswer): string | null {
  if (Array.isArray(detail)) {
    return detail.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`).join('; ');
  }
  return detail === '' ? null : (detail ?? null);
}

type FailureAnswer = ReturnType<typeof FailureAnswer.parse>;
