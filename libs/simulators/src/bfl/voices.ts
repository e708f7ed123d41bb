import type { Reply, Voices } from '../kit/index.js';

export function refusal(status: number, detail: string): Reply {
  return { status, body: { detail } };
}

/** A wrong field, as FastAPI reports it. */
export function wrongField(name: string, msg: string): Reply {
  return { status: 422, body: { detail: [{ loc: ['body', name], msg, type: 'value_error' }] } };
}

/** What an order ends as without a picture. */
export function ended(status: string, details: Readonly<Record<string, unknown>>): Reply {
  return { status: 200, body: { status, details } };
}

const TOO_MANY = refusal(429, 'You have reached the limit of 24 active tasks');

export const WRONG_KEY = refusal(403, 'Not authenticated');

/** How Black Forest Labs say no (contracts/vendors-b.md 11). Content is refused where the result should be. */
export const VOICES: Voices = {
  unauthorized: WRONG_KEY,
  out_of_credit: refusal(402, 'Insufficient credits'),
  content_policy: ended('Request Moderated', { 'Moderation Reasons': ['Safety Filter'] }),
  invalid_request: wrongField('width', 'Input should be a multiple of 16'),
  rate_limited: { ...TOO_MANY, headers: { 'retry-after': '7' } },
  rate_limited_without_delay: TOO_MANY,
  server_error: refusal(500, 'Internal Server Error'),
  loading: refusal(503, 'Service Unavailable'),
};
