import type { Flavour } from './flavour.js';
import { checkFiles } from './openai-files.js';
import { OPENAI_MODELS, understand } from './openai-input.js';
import { paintedHow } from './openai-usage.js';
import { openAiError, OPENAI_VOICES } from './openai-voices.js';

/** api.openai.com with GPT image models: strict about everything, base64 only, transparent masks, events on request. */
export const OPENAI: Flavour = {
  voices: OPENAI_VOICES,
  models: OPENAI_MODELS,
  picturePath: '/never/',
  relativeUrls: false,
  editPaths: ['/v1/images/edits'],
  mask: 'transparent',
  wrongKey: (presented) =>
    openAiError(401, `Incorrect API key provided: ${presented}.`, { code: 'invalid_api_key' }),
  notFound: openAiError(404, 'Invalid URL'),
  health: false,
  understand,
  checkFiles,
  extras: paintedHow,
};
