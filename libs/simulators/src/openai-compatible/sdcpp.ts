import type { Reply } from '../kit/index.js';
import { type Fields, type Flavour, numberOf, sizeOf, textOf, type Understood } from './flavour.js';

const EXTRA_ARGUMENTS = /<sd_cpp_extra_args>(.*?)<\/sd_cpp_extra_args>/s;

/** The server of stable-diffusion.cpp: base64 only, white masks, native options hidden in the prompt. */
export const SDCPP: Flavour = {
  voices: {
    invalid_request: sdCppError(400, 'prompt required'),
    rate_limited: { ...sdCppError(429, 'queue full'), headers: { 'retry-after': '7' } },
    rate_limited_without_delay: sdCppError(429, 'queue full'),
    server_error: sdCppError(500, 'generate_image returned no results'),
    loading: sdCppError(503, 'model is loading'),
  },
  models: ['sd-cpp-local'],
  picturePath: '/never/',
  relativeUrls: false,
  editPaths: ['/v1/images/edits'],
  mask: 'white',
  wrongKey: () => sdCppError(401, 'unauthorized'),
  notFound: sdCppError(404, 'not found'),
  health: false,
  understand,
  extras: (fields) => ({ output_format: textOf(fields['output_format']) || 'png' }),
};

function understand(fields: Fields): Understood | Reply {
  const prompt = textOf(fields['prompt']);
  if (prompt === '') {
    return sdCppError(400, 'prompt required');
  }
  return {
    prompt: prompt.replace(EXTRA_ARGUMENTS, ''),
    count: numberOf(fields['n']) ?? 1,
    ...(sizeOf(fields['size']) ?? { width: 512, height: 512 }),
    seed: numberOf(fields['seed']) ?? 42,
    subject: [EXTRA_ARGUMENTS.exec(prompt)?.[1] ?? null],
    answerWith: 'b64_json',
  };
}

function sdCppError(status: number, error: string): Reply {
  return { status, body: { error } };
}
