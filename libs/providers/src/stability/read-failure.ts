import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { FailureAnswer } from './stability.schemas.js';

const MODERATION = 'content_moderation';
/** Each error begins with the name of a field. The model is the operator's choice, not the client's. */
const WRONG_MODEL = { kind: 'configuration', setting: 'STABILITY_MODEL or config/models.json' } as const;

/** Reads an error response of Stability AI; refused content has the status of a wrong key, 403. */
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
