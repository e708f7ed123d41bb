import type { Reply, Voices } from '../kit/index.js';

export function refusal(status: number, title: string, detail: string): Reply {
  return { status, body: { title, detail, status } };
}

/** A wrong input, with the field it is about. */
export function wrongInput(field: string, why: string): Reply {
  return {
    status: 422,
    body: {
      title: 'Input validation failed',
      detail: `- input.${field}: ${why}\n`,
      status: 422,
      invalid_fields: [{ type: 'invalid', field: `input.${field}`, description: why }],
    },
  };
}

/** What a prediction ends as that failed. */
export function predictionFailure(error: string): Reply {
  return { status: 200, body: { error } };
}

const THROTTLED = 'Request was throttled.';

export const WRONG_KEY = refusal(401, 'Unauthenticated', 'You did not pass a valid authentication token');

export const NOT_FOUND = refusal(404, 'Not found', 'The requested resource could not be found.');

/** How Replicate says no (contracts/vendors-b.md 5.3). Content is refused by the prediction, everything else at once. */
export const VOICES: Voices = {
  unauthorized: WRONG_KEY,
  out_of_credit: refusal(
    402,
    'Insufficient credit',
    'You have insufficient credit to run this model. Go to https://replicate.com/account/billing to purchase credit.',
  ),
  content_policy: predictionFailure(
    'NSFW content detected. Try running it again, or try a different prompt.',
  ),
  invalid_request: wrongInput('num_outputs', 'Must be less than or equal to 4'),
  rate_limited: refusal(429, 'Too many requests', `${THROTTLED} Your rate limit resets in ~7s.`),
  rate_limited_without_delay: refusal(429, 'Too many requests', THROTTLED),
  server_error: refusal(500, 'Internal server error', 'An internal error occurred'),
  loading: refusal(503, 'Service unavailable', 'The service is temporarily unavailable'),
};
