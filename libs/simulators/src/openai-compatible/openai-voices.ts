import type { Reply, Voices } from '../kit/index.js';

/** What OpenAI says beside the message. */
interface ErrorFacts {
  readonly code?: string;
  readonly type?: string;
  /** The field that is wrong. */
  readonly param?: string;
  readonly moderation_details?: {
    readonly moderation_stage: 'input' | 'output';
    readonly categories: string[];
  };
}

/** OpenAI's envelope (contracts/vendors-b.md 4.4). */
export function openAiError(status: number, message: string, facts: ErrorFacts = {}): Reply {
  const { code = null, type = 'invalid_request_error', param = null, ...more } = facts;
  return { status, body: { error: { message, type, param, code, ...more } } };
}

/** A field whose value it does not take. */
export function invalid(param: string, message: string): Reply {
  return openAiError(400, message, { code: 'invalid_value', param });
}

/** It looks at the words, and again at the picture it has painted. */
export function moderated(moderation_stage: 'input' | 'output'): Reply {
  return openAiError(400, 'Your request was rejected by the safety system.', {
    code: 'moderation_blocked',
    type: 'image_generation_user_error',
    moderation_details: { moderation_stage, categories: ['violence'] },
  });
}

const TOO_OFTEN = openAiError(429, 'Rate limit reached for gpt-image-2', {
  code: 'rate_limit_exceeded',
  type: 'requests',
});

export const OPENAI_VOICES: Voices = {
  unauthorized: openAiError(401, 'Incorrect API key provided.', { code: 'invalid_api_key' }),
  out_of_credit: openAiError(
    429,
    'You exceeded your current quota, please check your plan and billing details.',
    {
      code: 'insufficient_quota',
      type: 'insufficient_quota',
    },
  ),
  content_policy: moderated('input'),
  invalid_request: openAiError(400, "Invalid size '999x999'.", { code: 'invalid_value', param: 'size' }),
  rate_limited: { ...TOO_OFTEN, headers: { 'retry-after': '7' } },
  rate_limited_without_delay: TOO_OFTEN,
  server_error: openAiError(500, 'The server had an error.', { type: 'server_error' }),
  loading: openAiError(503, 'The engine is currently overloaded.', { type: 'server_error' }),
};
