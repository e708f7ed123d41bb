import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { bodyDigestOf } from '../../../bodies/index.js';

/** How a call relates to the ones before it. */
export interface Repetition {
  /** Null: nothing names the call, so it is a new one each time. */
  readonly fingerprint: string | null;
  /** Joins the job that an equal call has started. */
  readonly joins: boolean;
  /** How long its job waits for the client to come back. */
  readonly graceMs: number;
}

const SDK_GRACE_MS = 10_000;

/**
 * OpenAI's SDKs number their retries in a header and send no key of their own; others send `Idempotency-Key`. Both
 * join the job the first call started, instead of buying its picture again (contracts/clients.md §4.3).
 */
export function repetitionOf(request: Request): Repetition {
  // One form may be sent to several routes.
  const digest = `${request.path} ${bodyDigestOf(request)}`;
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && key !== '') {
    return {
      fingerprint: `key:${createHash('sha256').update(`${digest}\n${key}`).digest('hex')}`,
      joins: true,
      graceMs: SDK_GRACE_MS,
    };
  }
  const retry = request.headers['x-stainless-retry-count'];
  if (typeof retry !== 'string') {
    return { fingerprint: null, joins: false, graceMs: 0 };
  }
  return { fingerprint: `sdk:${digest}`, joins: Number(retry) > 0, graceMs: SDK_GRACE_MS };
}
