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

const RATE_LIMIT: Complaint = {
  code: 'rateLimitExceeded',
  message: 'Too many requests. Please slow down.',
};

/**
 * How Runware says no (contracts/vendors-a.md 1.8), all of it at once. Its clients know by the `taskUUID` which of their
 * orders is meant; a refused key is about none.
 */
export function voicesFor(taskUUID?: unknown): Voices {
  const task = { taskType: 'imageInference', ...(typeof taskUUID === 'string' ? { taskUUID } : {}) };
  const rateLimit = refusal(429, RATE_LIMIT, task);
  return {
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
      task,
    ),
    content_policy: refusal(
      400,
      { code: 'providerContentPolicyViolation', message: 'The prompt was refused.' },
      task,
    ),
    invalid_request: refusal(
      400,
      {
        code: 'invalidSteps',
        message: 'Invalid value for steps parameter. Must be between 1 and 100.',
        parameter: 'steps',
      },
      task,
    ),
    rate_limited: { ...rateLimit, headers: { 'retry-after': '7' } },
    rate_limited_without_delay: rateLimit,
    server_error: refusal(500, { code: 'internalServerError', message: 'Something went wrong.' }, task),
    loading: refusal(503, { code: 'modelNotReady', message: 'The model is being loaded.' }, task),
  };
}
