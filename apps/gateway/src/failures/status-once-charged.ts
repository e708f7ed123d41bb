import type { Billed } from '@fusionbridge/core';

const FAILED_DEPENDENCY = 424;
/** What most clients send again by themselves, beside everything from 500 on. */
const SENT_AGAIN: ReadonlySet<number> = new Set([408, 409, 429]);

/** The status of a failure of a call that may have been charged already, by whatever it failed afterwards. */
export function statusOnceCharged(status: number, billed: Billed): number {
  return billed !== 'no' && (status >= 500 || SENT_AGAIN.has(status)) ? FAILED_DEPENDENCY : status;
}
