import type { Reply } from '../kit/index.js';
import { type Fields, type Flavour, numberOf, sizeOf, textOf, type Understood } from './flavour.js';

const MODELS = ['gpt-image-2', 'gpt-image-2.6-flare'];

const PARAMETERS = new Set([
  'model',
  'prompt',
  'n',
  'size',
  'quality',
  'background',
  'output_format',
  'output_compression',
  'moderation',
  'safety_identifier',
  'user',
  'input_fidelity',
]);

/** Longest side and largest area that gpt-image-2 paints. */
const LONGEST = 3840;
const LARGEST = 3840 * 2160;

/** api.openai.com with GPT image models: strict about everything, base64 only, transparent masks. */
export const OPENAI: Flavour = {
  voices: {
    unauthorized: openAiError(401, 'Incorrect API key provided.', 'invalid_api_key'),
    out_of_credit: openAiError(
      429,
      'You exceeded your current quota, please check your plan and billing details.',
      'insufficient_quota',
      'insufficient_quota',
    ),
    content_policy: openAiError(
      400,
      'Your request was rejected by the safety system.',
      'moderation_blocked',
      'image_generation_user_error',
    ),
    invalid_request: openAiError(400, "Invalid size '999x999'.", 'invalid_value'),
    rate_limited: {
      ...openAiError(429, 'Rate limit reached for gpt-image-2', 'rate_limit_exceeded', 'requests'),
      headers: { 'retry-after': '7' },
    },
    rate_limited_without_delay: openAiError(
      429,
      'Rate limit reached for gpt-image-2',
      'rate_limit_exceeded',
      'requests',
    ),
    server_error: openAiError(500, 'The server had an error.', null, 'server_error'),
    loading: openAiError(503, 'The engine is currently overloaded.', null, 'server_error'),
  },
  models: MODELS,
  picturePath: '/never/',
  relativeUrls: false,
  editPaths: ['/v1/images/edits'],
  mask: 'transparent',
  wrongKey: (presented) => openAiError(401, `Incorrect API key provided: ${presented}.`, 'invalid_api_key'),
  notFound: openAiError(404, 'Invalid URL', null),
  health: false,
  understand,
  extras: (fields) => ({
    background: 'opaque',
    output_format: textOf(fields['output_format']) || 'png',
    quality: textOf(fields['quality']) || 'high',
    usage: { input_tokens: 14, output_tokens: 6240, total_tokens: 6254 },
  }),
};

function understand(fields: Fields): Understood | Reply {
  const unknown = Object.keys(fields).find((name) => !PARAMETERS.has(name));
  if (unknown !== undefined) {
    return openAiError(400, `Unknown parameter: '${unknown}'.`, 'unknown_parameter');
  }
  const prompt = textOf(fields['prompt']);
  if (prompt === '') {
    return openAiError(400, "Missing required parameter: 'prompt'.", 'missing_required_parameter');
  }
  const model = textOf(fields['model']);
  if (!MODELS.includes(model)) {
    return openAiError(404, `The model \`${model}\` does not exist.`, 'model_not_found');
  }
  const count = numberOf(fields['n'] ?? 1);
  if (count === null || count < 1 || count > 10) {
    return openAiError(400, `Invalid value for 'n': expected 1 to 10.`, 'invalid_value');
  }
  const size = allowedSize(fields['size'] ?? 'auto');
  if (size === null) {
    return openAiError(400, `Invalid size '${String(fields['size'])}'.`, 'invalid_value');
  }
  return { prompt, count, ...size, seed: null, subject: [model, fields['quality']], answerWith: 'b64_json' };
}

function allowedSize(text: unknown): { width: number; height: number } | null {
  const size = text === 'auto' ? { width: 1024, height: 1024 } : sizeOf(text);
  if (size === null) {
    return null;
  }
  const { width, height } = size;
  const ratio = Math.max(width / height, height / width);
  const fits = Math.max(width, height) <= LONGEST && width * height <= LARGEST && ratio <= 3;
  return fits && width % 16 === 0 && height % 16 === 0 ? size : null;
}

function openAiError(
  status: number,
  message: string,
  code: string | null,
  type = 'invalid_request_error',
): Reply {
  return { status, body: { error: { message, type, param: null, code } } };
}
