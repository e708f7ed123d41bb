import type { Reply, Voices } from '../kit/index.js';

/** One error as Runware words it. */
export interface Complaint {
  readonly code: string;
  readonly message: string;
  readonly parameter?: string;
}

export function refusal(status: number, complaint: Complaint, task: object = {}): Reply {
  return { status, body: { errors: [{ parameter: '', ...complaint, ...task }] } };
}

/** What a task ends as that breaks; told when it is asked about. */
export const BROKEN: Complaint = { code: 'inferenceError', message: 'Inference failed.' };

const INFERENCE = { taskType: 'imageInference' };
const RATE_LIMIT = refusal(
  429,
  { code: 'rateLimitExceeded', message: 'Too many requests. Please slow down.' },
  INFERENCE,
);

/** How Runware says no (contracts/vendors-a.md 1.8), all of it at once. */
export const VOICES: Voices = {
  unauthorized: refusal(
    401,
    {
      code: 'invalidApiKey',
      message: 'Invalid API key. Get one at https://my.runware.ai/signup',
      parameter: 'apiKey',
    },
    { taskType: 'authentication' },
  ),
  out_of_credit: refusal(
    402,
    { code: 'insufficientCredits', message: 'Insufficient credits to run this task.' },
    INFERENCE,
  ),
  content_policy: refusal(
    400,
    { code: 'providerContentPolicyViolation', message: 'The prompt was refused.' },
    INFERENCE,
  ),
  invalid_request: refusal(
    400,
    {
      code: 'invalidSteps',
      message: 'Invalid value for steps parameter. Must be between 1 and 100.',
      parameter: 'steps',
    },
    INFERENCE,
  ),
  rate_limited: { ...RATE_LIMIT, headers: { 'retry-after': '7' } },
  rate_limited_without_delay: RATE_LIMIT,
  server_error: refusal(500, { code: 'internalServerError', message: 'Something went wrong.' }, INFERENCE),
  loading: refusal(503, { code: 'modelNotReady', message: 'The model is being loaded.' }, INFERENCE),
};
