import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { FailureAnswer } from './stability.schemas.js';

const MODERATION = 'content_moderation';
/** Each error begins with the field that it is about, and no client chooses this one. */
const WRONG_MODEL = { kind: 'configuration', setting: 'STABILITY_MODEL or config/models.json' } as const;

/** How Stability AI say no; refused content has the status of a wrong key. */
export function readFailure({ body }: ErrorResponse): Partial<VendorFailure> {
  const parsed = FailureAnswer.safeParse(body);
  if (!parsed.success || (parsed.data.name === '' && parsed.data.errors.length === 0)) {
    return {};
  }
  const { name, errors } = parsed.data;
  return {
    says: errors.join('; '),
    ...(name === '' ? {} : { vendorCode: name }),
    ...(name === MODERATION ? { kind: 'content_policy' } : {}),
    ...(errors.some((one) => one.startsWith('model:')) ? WRONG_MODEL : {}),
  };
}
