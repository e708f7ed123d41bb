import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { FailureAnswer } from './gemini.schemas.js';

const RETRY_DELAY = /^(\d+(?:\.\d+)?)s$/;

/** Reads Google's errors, of which the status alone does not tell a wrong key or an empty account. */
export function readFailure({ body, status }: ErrorResponse): Partial<VendorFailure> {
  const parsed = FailureAnswer.safeParse(body);
  if (!parsed.success) {
    return {};
  }
  const { message, status: code, details } = parsed.data.error;
  const reason = details.find((detail) => detail.reason)?.reason ?? null;
  const retryAfterMs = delayIn(details.map(({ retryDelay }) => retryDelay));
  const hasNoQuota = details.some(({ violations }) =>
    violations.some(({ quotaValue }) => quotaValue === '0'),
  );
  return {
    says: message,
    ...(code === '' ? {} : { vendorCode: reason ?? code }),
    ...(reason === 'API_KEY_INVALID' ? { kind: 'auth' } : {}),
    ...(code === 'FAILED_PRECONDITION' || (status === 429 && hasNoQuota) ? { kind: 'out_of_credit' } : {}),
    ...(retryAfterMs === null || hasNoQuota ? {} : { retryAfterMs }),
  };
}

function delayIn(delays: readonly (string | null | undefined)[]): number | null {
  const [seconds] = delays.flatMap((delay) => RETRY_DELAY.exec(delay ?? '')?.[1] ?? []);
  return seconds === undefined ? null : Math.ceil(Number(seconds) * 1000);
}
