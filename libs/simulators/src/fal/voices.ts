import type { Reply, Voices } from '../kit/index.js';

/** One finding of a model's own check. */
export interface Finding {
  readonly loc: readonly string[];
  readonly msg: string;
  readonly type: string;
}

export function unprocessable(...detail: readonly Finding[]): Reply {
  return { status: 422, body: { detail } };
}

/** An error of fal's own machines, named in body and header. */
function machineError(status: number, type: string, detail: string): Reply {
  return { status, headers: { 'x-fal-error-type': type }, body: { detail, error_type: type } };
}

/** What an order ends as that the runner lost. */
export const RUNNER_ERROR = machineError(500, 'runner_server_error', 'Runner server error');

export const KEY_HAS_WRONG_FORM: Reply = {
  status: 401,
  body: { detail: "Invalid Key Authorization header format. Expected '<key_id>:<key_secret>'." },
};

/** How fal says no (contracts/vendors-a.md 2.5). The queue itself refuses little: the model speaks in its result. */
export const VOICES: Voices = {
  unauthorized: { status: 401, body: { detail: 'No user found for Key ID and Secret' } },
  out_of_credit: {
    status: 403,
    body: {
      detail: 'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.',
    },
  },
  content_policy: unprocessable({
    loc: ['body', 'prompt'],
    msg: 'The content could not be processed because it contained material flagged by a content checker.',
    type: 'content_policy_violation',
  }),
  invalid_request: unprocessable({
    loc: ['body', 'num_inference_steps'],
    msg: 'Input should be less than or equal to 50',
    type: 'less_than_equal',
  }),
  rate_limited: {
    ...machineError(429, 'concurrent_requests_limit', 'Too many requests'),
    headers: { 'retry-after': '7' },
  },
  rate_limited_without_delay: machineError(429, 'concurrent_requests_limit', 'Too many requests'),
  server_error: machineError(500, 'internal_error', 'Internal server error'),
  loading: machineError(503, 'runner_scheduling_failure', 'No runner could be scheduled'),
};
