import type { BenchFault, Expectation } from './provider-bench.js';

/** Faults that end a call with an error, and which: promise 1 hangs on the outcome. */
export const USUAL_EXPECTATIONS = {
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
  break_off: { kind: 'bad_response', outcome: 'accepted' },
  wrong_json: { kind: 'bad_response', outcome: 'accepted' },
  other_json: { kind: 'bad_response', outcome: 'accepted' },
  huge_picture: { kind: 'bad_response', outcome: 'accepted' },
} as const satisfies Partial<Record<BenchFault, Expectation>>;

/** Faults that only show when one waits long enough. */
export const HANGS: readonly BenchFault[] = ['hang_before_accept', 'hang_after_accept'];

/** The simulated vendors ask to wait this long. */
export const ASKED_DELAY_MS = 7000;
