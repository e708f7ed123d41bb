import type { Reply, Voices } from '../kit/index.js';

export function detail(status: number, text: string): Reply {
  return { status, body: { detail: text } };
}

export const INVALID: Reply = { status: 422, body: { error: 'invalid request parameter(s)' } };

/** How You.com says no (contracts/vendors-b.md §9). */
export const VOICES: Voices = {
  unauthorized: detail(401, 'Invalid or expired API key'),
  out_of_credit: detail(402, 'Insufficient credits'),
  invalid_request: INVALID,
  rate_limited: { ...detail(429, 'Too many requests'), headers: { 'retry-after': '7' } },
  rate_limited_without_delay: detail(429, 'Too many requests'),
  server_error: detail(500, 'Internal authentication error'),
  loading: detail(503, 'Service Unavailable'),
};
