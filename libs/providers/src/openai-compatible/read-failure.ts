import type { FailedAnswer, Verdict } from '../http/index.js';
import { type ErrorObject, FailureAnswer } from './openai-compatible.schemas.js';

/** Codes that mean no money (OpenAI also gives them as `type`); the statuses of both are shared with others. */
const OUT_OF_CREDIT = new Set(['insufficient_quota', 'billing_hard_limit_reached']);
const CONTENT_POLICY = new Set(['moderation_blocked', 'content_policy_violation', 'content_filter']);

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
    return coded(error);
  }
  const says = typeof error === 'string' ? error : saidIn(detail);
  return says === null ? {} : (meant(answer.status, says) ?? { says });
}

function coded(error: ErrorObject): Partial<Verdict> {
  const { code, type, message } = error;
  const names = [code, type].filter((name) => typeof name === 'string');
  const vendorCode = names[0];
  const facts = { says: message, ...(vendorCode === undefined ? {} : { vendorCode }) };
  if (names.some((name) => OUT_OF_CREDIT.has(name))) {
    return { ...facts, kind: 'out_of_credit', outcome: 'rejected' };
  }
  if (names.some((name) => CONTENT_POLICY.has(name))) {
    const painted = error.moderation_details?.moderation_stage === 'output';
    return { ...facts, kind: 'content_policy', outcome: painted ? 'accepted' : 'rejected' };
  }
  return facts;
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
