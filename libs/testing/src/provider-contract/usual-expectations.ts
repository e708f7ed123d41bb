import type { BenchFault, Expectation } from './provider-bench.js';

/** What faults end a call with: promise 1 hangs on the outcome. */
const USUAL_EXPECTATIONS = {
  unauthorized: { kind: 'auth', outcome: 'rejected' },
  out_of_credit: { kind: 'out_of_credit', outcome: 'rejected' },
  content_policy: { kind: 'content_policy', outcome: 'rejected' },
  invalid_request: { kind: 'validation', outcome: 'rejected' },
  rate_limited: { kind: 'rate_limited', outcome: 'rejected' },
  rate_limited_without_delay: { kind: 'rate_limited', outcome: 'rejected' },
  server_error: { kind: 'unavailable', outcome: 'unknown' },
  loading: { kind: 'unavailable', outcome: 'rejected' },
  bad_gateway: { kind: 'unavailable', outcome: 'unknown' },
  redirect: { kind: 'bad_response', outcome: 'rejected' },
  hang_before_accept: { kind: 'timeout', outcome: 'unknown' },
  hang_after_accept: { kind: 'timeout', outcome: 'unknown' },
  drop_after_accept: { kind: 'unavailable', outcome: 'unknown' },
  break_off: { kind: 'bad_response', outcome: 'unknown' },
  wrong_json: { kind: 'bad_response', outcome: 'unknown' },
  other_json: { kind: 'bad_response', outcome: 'accepted' },
} as const satisfies Partial<Record<BenchFault, Expectation>>;

/** Faults that end a call with an error. */
export type EndingFault = keyof typeof USUAL_EXPECTATIONS;

export const ENDING_FAULTS: readonly EndingFault[] = Object.keys(USUAL_EXPECTATIONS).filter(
  (name): name is EndingFault => name in USUAL_EXPECTATIONS,
);

/** What is different where an order is answered with a receipt: another answer leaves open whether it was taken. */
const WITH_A_QUEUE: Partial<Record<BenchFault, Expectation>> = {
  other_json: { kind: 'bad_response', outcome: 'unknown' },
};

/** What usually becomes of a fault, with a vendor that answers with pictures or with one that has a queue. */
export function usualExpectation(fault: EndingFault, hasQueue: boolean): Expectation {
  return (hasQueue ? WITH_A_QUEUE[fault] : undefined) ?? USUAL_EXPECTATIONS[fault];
}

/** Faults that only show when one waits long enough. */
export const HANGS: readonly BenchFault[] = ['hang_before_accept', 'hang_after_accept'];

/** The simulated vendors ask to wait this long. */
export const ASKED_DELAY_MS = 7000;
