import type { Billed } from '@fusionbridge/core';

const FAILED_DEPENDENCY = 424;
/** Statuses that most clients retry on their own, besides 500 and above. */
const SENT_AGAIN: ReadonlySet<number> = new Set([408, 409, 429]);

/** The status of a failed call that may have been charged, whatever failed afterwards; never one that clients retry. */
export function statusOnceCharged(status: number, billed: Billed): number {
  return billed !== 'no' && (status >= 500 || SENT_AGAIN.has(status)) ? FAILED_DEPENDENCY : status;
}
