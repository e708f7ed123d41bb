import type { Flavour } from './flavour.js';
import { numberOf, sizeOf, textOf } from './flavour.js';
import { OPENAI } from './openai.js';

/**
 * A server with OpenAI's routes and errors that takes everything a diffusion server may take (SGLang, vLLM-Omni):
 * seed, negative prompt, steps, guidance, strength. Relative addresses unless asked for base64.
 */
export const GENERIC: Flavour = {
  ...OPENAI,
  models: ['flux.1-dev'],
  picturePath: '/v1/files/',
  relativeUrls: true,
  understand: (fields) => ({
    prompt: textOf(fields['prompt']),
    count: numberOf(fields['n']) ?? 1,
    ...(sizeOf(fields['size']) ?? { width: 1024, height: 1024 }),
    seed: numberOf(fields['seed']),
    subject: [
      fields['negative_prompt'],
      numberOf(fields['num_inference_steps']),
      numberOf(fields['guidance_scale']),
      fields['loras'],
    ],
    answerWith: fields['response_format'] === 'b64_json' ? 'b64_json' : 'url',
  }),
  checkFiles: async () => null,
  extras: () => ({}),
};
