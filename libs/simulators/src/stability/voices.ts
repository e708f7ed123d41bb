import type { Reply, Voices } from '../kit/index.js';

/** Every error has this shape. */
export function refusal(status: number, name: string, ...errors: string[]): Reply {
  return { status, body: { id: '3f1c0d5e', name, errors } };
}

const TOO_MANY = refusal(
  429,
  'rate_limit_exceeded',
  'You have exceeded the rate limit of 150 requests within a 10 second period',
);

export const WRONG_KEY = refusal(401, 'unauthorized', 'missing or invalid API key');

/** How Stability AI say no (contracts/vendors-b.md 10). */
export const VOICES: Voices = {
  unauthorized: WRONG_KEY,
  out_of_credit: refusal(402, 'payment_required', 'You lack sufficient credits to make this request.'),
  content_policy: refusal(
    403,
    'content_moderation',
    'Your request was flagged by our content moderation system',
  ),
  invalid_request: refusal(400, 'bad_request', 'cfg_scale: must be at most 10', 'seed: is too large'),
  rate_limited: { ...TOO_MANY, headers: { 'retry-after': '7' } },
  rate_limited_without_delay: TOO_MANY,
  server_error: refusal(500, 'internal_error', 'An unexpected server error has occurred'),
  loading: refusal(503, 'service_unavailable', 'The service is not available'),
};
