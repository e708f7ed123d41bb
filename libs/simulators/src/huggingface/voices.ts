import type { Reply, Voices } from '../kit/index.js';

/** The usual error: one text. */
export function refusal(status: number, error: string): Reply {
  return { status, body: { error } };
}

/** A parameter that does not suit; these come in a list. */
export function wrongParameter(name: string, why: string): Reply {
  return { status: 400, body: { error: [`Error in \`parameters.${name}\`: ${why}`] } };
}

export const WRONG_KEY = refusal(401, 'Invalid credentials in Authorization header');

/** How Hugging Face says no (contracts/vendors-b.md 2.4). It refuses no content: such pictures come out black. */
export const VOICES: Voices = {
  unauthorized: WRONG_KEY,
  out_of_credit: refusal(
    402,
    'You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more monthly included credits.',
  ),
  invalid_request: wrongParameter('width', 'ensure this value is a multiple of 8'),
  rate_limited: { ...refusal(429, 'Rate limit reached'), headers: { 'retry-after': '7' } },
  rate_limited_without_delay: refusal(429, 'Rate limit reached'),
  server_error: refusal(500, 'Internal Server Error'),
  loading: { status: 503, body: { error: 'Model acme/painter is currently loading', estimated_time: 20.0 } },
};
