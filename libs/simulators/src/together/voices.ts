import type { Reply, Voices } from '../kit/index.js';

interface Complaint {
  readonly type: string;
  readonly message: string;
  readonly param?: string;
  readonly code?: string;
}

export function refusal(status: number, { type, message, param, code }: Complaint): Reply {
  return { status, body: { id: 'oK1', error: { message, type, param: param ?? null, code: code ?? null } } };
}

export function invalid(param: string, message: string): Reply {
  return refusal(400, { type: 'invalid_request_error', message, param });
}

const RATE_LIMIT = refusal(429, { type: 'rate_limit', message: 'You have reached the rate limit' });

/** How Together says no (contracts/vendors-a.md 4.5). */
export const VOICES: Voices = {
  unauthorized: refusal(401, {
    type: 'invalid_request_error',
    message:
      'Invalid API key provided. You can find your API key at https://api.together.ai/settings/api-keys.',
    code: 'invalid_api_key',
  }),
  out_of_credit: refusal(402, { type: 'credit_limit', message: 'Credit limit exceeded' }),
  content_policy: refusal(422, {
    type: 'invalid_request_error',
    message: 'NSFW content detected in image prompt',
  }),
  invalid_request: invalid('steps', 'steps must be between 1 and 4'),
  rate_limited: { ...RATE_LIMIT, headers: { 'retry-after': '7', 'x-ratelimit-remaining': '0' } },
  rate_limited_without_delay: RATE_LIMIT,
  server_error: refusal(500, { type: 'server_error', message: 'Internal server error' }),
  loading: refusal(503, {
    type: 'service_unavailable',
    message: 'The server is currently overloaded with other requests',
  }),
};
