import type { Reply, Voices } from '../kit/index.js';

export function complaint(status: number, message: string, param: string | null = null): Reply {
  const type = status === 429 ? 'requests' : 'invalid_request_error';
  return { status, body: { error: { message, type, param, code: null } } };
}

/** How OpenAI-compatible language services say no. */
export const VOICES: Voices = {
  unauthorized: complaint(401, 'Incorrect API key provided.'),
  out_of_credit: complaint(402, 'Credit limit exceeded'),
  invalid_request: complaint(400, 'messages must not be empty', 'messages'),
  rate_limited: { ...complaint(429, 'Rate limit reached'), headers: { 'retry-after': '7' } },
  rate_limited_without_delay: complaint(429, 'Rate limit reached'),
  server_error: complaint(500, 'The server had an error while processing your request.'),
  loading: complaint(503, 'Loading model'),
};
