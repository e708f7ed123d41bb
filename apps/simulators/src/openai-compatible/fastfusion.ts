import { isRecord, type Reply } from '../kit/index.js';
import { type Fields, type Flavour, numberOf, sizeOf, textOf, type Understood } from './flavour.js';

const PRESETS = new Set(['standard', 'standard+', 'standard++', 'bfl', 'hd', 'xhd']);

/** `max_n` of its configuration: more is cut without a word. */
const MAX_N = 2;

/**
 * FastFusion as it is, not as it is documented: every error is a 500 whose text begins with the meant status, no
 * seed, no `/v1/models`, no key, white masks, pictures behind addresses unless asked otherwise.
 */
export const FASTFUSION: Flavour = {
  voices: {
    invalid_request: unprocessable('prompt', 'Field required'),
    server_error: failed('CUDA error: an illegal memory access was encountered'),
    loading: failed('503: Service not ready'),
    rate_limited: { status: 429, headers: { 'retry-after': '7' }, body: { detail: 'Too Many Requests' } },
    rate_limited_without_delay: { status: 429, body: { detail: 'Too Many Requests' } },
  },
  models: null,
  picturePath: '/v1/images/data/',
  relativeUrls: false,
  editPaths: ['/v1/images/edits'],
  mask: 'white',
  wrongKey: () => failed('401: Not authenticated'),
  notFound: { status: 404, body: { detail: 'Not Found' } },
  health: true,
  understand,
  extras: () => ({}),
};

function understand(fields: Fields): Understood | Reply {
  if (typeof fields['prompt'] !== 'string') {
    return unprocessable('prompt', 'Field required');
  }
  const quality = fields['quality'];
  if (quality !== undefined && !PRESETS.has(textOf(quality))) {
    return failed("'NoneType' object has no attribute 'guidance_scale'");
  }
  const steps = numberOf(fields['num_inference_steps']);
  const guidance = numberOf(fields['guidance_scale']);
  const explicit = steps !== null && guidance !== null ? [steps, guidance] : ['preset', quality];
  return {
    prompt: fields['prompt'],
    count: Math.min(MAX_N, numberOf(fields['n']) ?? 1),
    ...(sizeOf(fields['size'] ?? '1024x1024') ?? { width: 1024, height: 1024 }),
    seed: null,
    subject: [explicit, lorasOf(fields['lora_settings'])],
    answerWith: fields['response_format'] === 'b64_json' ? 'b64_json' : 'url',
  };
}

/** A list in JSON bodies, JSON text in forms. */
function lorasOf(value: unknown): unknown[] {
  const list: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  return Array.isArray(list) ? list.map((one) => (isRecord(one) ? [one['name'], one['weight']] : [])) : [];
}

function failed(detail: string): Reply {
  return { status: 500, body: { detail } };
}

function unprocessable(field: string, message: string): Reply {
  return { status: 422, body: { detail: [{ loc: ['body', field], msg: message, type: 'missing' }] } };
}
