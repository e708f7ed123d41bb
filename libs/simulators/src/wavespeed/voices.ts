import type { Reply, Voices } from '../kit/index.js';

export function refusal(status: number, message: string): Reply {
  return { status, body: { code: status, message } };
}

/** What a task ends as that failed; it stands inside of a good answer. */
export function taskFailure(code: number, error: string): Reply {
  return { status: 200, body: { code, error } };
}

export const EXECUTION_FAILED = taskFailure(1403, 'Model execution failed.');

/** How WaveSpeed says no (contracts/vendors-a.md 3.4). Content is refused by the task, everything else at once. */
export const VOICES: Voices = {
  unauthorized: refusal(401, 'Unauthorized: invalid authentication'),
  out_of_credit: refusal(400, 'Insufficient balance, please top up your account'),
  content_policy: taskFailure(1200, 'Content flagged as potentially sensitive.'),
  invalid_request: refusal(400, 'property "num_inference_steps" must be less than or equal to 50'),
  rate_limited: { ...refusal(429, 'Too many requests'), headers: { 'retry-after': '7' } },
  rate_limited_without_delay: refusal(429, 'Too many requests'),
  server_error: refusal(500, 'internal error'),
  loading: refusal(503, 'service unavailable'),
};
