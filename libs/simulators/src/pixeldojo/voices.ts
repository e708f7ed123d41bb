import type { Reply, Voices } from '../kit/index.js';

/** Errors of both APIs (contracts/vendors-b.md 3.2). */
export function refusal(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message, status } } };
}

/** What a job ends as that failed. */
export function jobFailure(code: string, message: string): Reply {
  return { status: 200, body: { error: { code, message } } };
}

const TOO_MANY = refusal(429, 'quota_exceeded', 'Rate limit exceeded');
const RATE_HEADERS = { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '0' };

export const WRONG_KEY = refusal(401, 'invalid_api_key', 'The API key is invalid');

export const VOICES: Voices = {
  unauthorized: WRONG_KEY,
  out_of_credit: refusal(403, 'insufficient_credits', 'You do not have enough credits'),
  content_policy: refusal(400, 'invalid_request', 'NSFW content detected. Try a different prompt.'),
  invalid_request: refusal(400, 'invalid_request', 'num_outputs must be between 1 and 4'),
  rate_limited: { ...TOO_MANY, headers: { ...RATE_HEADERS, 'retry-after': '7' } },
  rate_limited_without_delay: { ...TOO_MANY, headers: RATE_HEADERS },
  server_error: refusal(500, 'server_error', 'Something went wrong'),
  loading: refusal(503, 'server_error', 'The model is starting'),
};
