import type { Reply } from '../kit/index.js';
import { type Fields, type Flavour, numberOf, sizeOf, textOf, type Understood } from './flavour.js';

/** Sizes it cannot read become this one, without a word. */
const FALLBACK = { width: 512, height: 512 };

/**
 * LocalAI: pictures behind addresses unless asked otherwise, the negative prompt behind a `|` in the prompt, no
 * `/v1/images/edits` (it has an `/v1/images/inpainting` of its own).
 */
export const LOCALAI: Flavour = {
  voices: {
    unauthorized: localAiError(401, 'An authentication key is required'),
    invalid_request: localAiError(400, 'failed reading parameters from request'),
    rate_limited: { ...localAiError(429, 'too many requests'), headers: { 'retry-after': '7' } },
    rate_limited_without_delay: localAiError(429, 'too many requests'),
    server_error: localAiError(500, 'rpc error: code = Unknown desc = failed to generate'),
    loading: localAiError(503, 'could not load model'),
  },
  models: ['stablediffusion', 'flux.1-dev'],
  picturePath: '/generated-images/',
  relativeUrls: false,
  editPaths: ['/v1/images/inpainting'],
  mask: 'white',
  wrongKey: () => localAiError(401, 'An authentication key is required'),
  notFound: localAiError(404, 'Resource not found'),
  health: true,
  understand,
  extras: () => ({ id: 'simulated', usage: { input_tokens: 0, output_tokens: 0, total_tokens: 0 } }),
};

function understand(fields: Fields): Understood | Reply {
  const [prompt = '', negative = ''] = textOf(fields['prompt']).split('|');
  const model = textOf(fields['model']);
  return {
    prompt,
    count: numberOf(fields['n']) ?? 1,
    ...(sizeOf(fields['size']) ?? FALLBACK),
    seed: 0,
    subject: [negative, model, fields['step']],
    answerWith: fields['response_format'] === 'b64_json' ? 'b64_json' : 'url',
  };
}

function localAiError(code: number, message: string): Reply {
  return { status: code, body: { error: { code, message, type: '' } } };
}
