import type { FailedAnswer, Verdict } from '../http/index.js';
import { meaningOf } from '../openai-api/error-object.js';
import { FailureAnswer } from './openai-compatible.schemas.js';

/** FastFusion raises its own refusals a second time as 500, with the meant status before the text. */
const MEANT_STATUS = /^(40[0-9]|422|503): (.*)$/s;

/** The errors of OpenAI and of the servers that follow it. */
export function readFailure(answer: FailedAnswer): Partial<Verdict> {
  const parsed = FailureAnswer.safeParse(answer.body);
  if (!parsed.success) {
    return {};
  }
  const { error, detail } = parsed.data;
  if (typeof error === 'object' && error !== null) {
    return meaningOf(error);
  }
  const says = typeof error === 'string' ? error : saidIn(detail);
  return says === null ? {} : (meant(answer.status, says) ?? { says });
}

function saidIn(detail: FailureAnswer['detail']): string | null {
  if (Array.isArray(detail)) {
    return detail.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`).join('; ');
  }
  return detail ?? null;
}

function meant(status: number, says: string): Partial<Verdict> | null {
  const [, code, text] = status === 500 ? (MEANT_STATUS.exec(says) ?? []) : [];
  if (code === undefined || text === undefined) {
    return null;
  }
  if (code === '503') {
    return { kind: 'unavailable', outcome: 'rejected', says: text };
  }
  const isKey = code === '401' || code === '403';
  return { kind: isKey ? 'auth' : 'validation', outcome: 'rejected', says: text };
}
