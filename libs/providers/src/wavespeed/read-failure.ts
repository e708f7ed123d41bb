import { type Outcome, ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import type { Prediction } from './wavespeed.schemas.js';
import { FailureAnswer } from './wavespeed.schemas.js';

/** WaveSpeed documents no response for an empty account, so it is recognized by the message. */
const NO_MONEY = /insufficient|balance|credit|top.?up/i;
const MAY_BE_MONEY = new Set([400, 402, 403]);

const OK = 200;

const KINDS: Readonly<Record<number, ProviderErrorKind>> = {
  401: 'auth',
  403: 'auth',
  404: 'validation',
  400: 'validation',
  429: 'rate_limited',
};

/** Reads an error response of WaveSpeed. With status 200 the code in the body counts as the status. */
export function readFailure(answer: ErrorResponse): Partial<VendorFailure> {
  const parsed = FailureAnswer.safeParse(answer.body);
  if (!parsed.success || parsed.data.code === 200) {
    return {};
  }
  const { code, message } = parsed.data;
  const kind = MAY_BE_MONEY.has(code) && NO_MONEY.test(message) ? 'out_of_credit' : KINDS[code];
  const refuses = answer.status === OK && KINDS[code] !== undefined;
  return {
    says: message,
    vendorCode: String(code),
    ...(kind === undefined ? {} : { kind }),
    ...(refuses ? { outcome: 'rejected' } : {}),
  };
}

/** WaveSpeed's error codes of tasks. A task with 5003 was refused because no machine was free; the others ran. */
const TASK_FAILURES: Readonly<Record<number, { kind: ProviderErrorKind; outcome: Outcome; why: string }>> = {
  1200: { kind: 'content_policy', outcome: 'accepted', why: 'refused it for its content' },
  1400: { kind: 'validation', outcome: 'accepted', why: 'missed a parameter' },
  1401: { kind: 'validation', outcome: 'accepted', why: 'refused a parameter' },
  1402: { kind: 'media_fetch', outcome: 'accepted', why: 'could not fetch a file' },
  5003: { kind: 'unavailable', outcome: 'rejected', why: 'has no machine free' },
  5004: { kind: 'timeout', outcome: 'accepted', why: 'ran out of time' },
};

/** A task that ended without pictures. */
export function failedTask(
  task: Prediction,
  provider: string,
  clean: (text: string) => string,
): ProviderError {
  const known = TASK_FAILURES[task.code ?? 0];
  const says = clean(task.error ?? '');
  return new ProviderError({
    provider,
    kind: known?.kind ?? 'bad_response',
    outcome: known?.outcome ?? 'accepted',
    message: `${provider} ${known?.why ?? `ended the request as ${task.status}`}${says === '' ? '' : `: ${says}`}`,
    vendorCode: String(task.code ?? task.status),
  });
}
