import { isRecord, type Reply } from '../kit/index.js';
import {
  type Fields,
  type Files,
  type Flavour,
  numberOf,
  type Route,
  sizeOf,
  textOf,
  type Understood,
} from './flavour.js';

const PRESETS = new Set(['standard', 'standard+', 'standard++', 'bfl', 'hd', 'xhd']);

/** The adapters it was started with; `lora-0`, `lora-1`, … as well. */
const ADAPTERS = new Set(['winter', 'elena']);

/** `max_n` of its configuration: more is cut without a word. */
const MAX_N = 2;

/** What a diffusers pipeline says of a number that is not there. */
const COMPARED_WITH_NONE = "'>' not supported between instances of 'NoneType' and 'int'";

/**
 * FastFusion f37983d as it is, not as it is documented (app.py), with the pipelines of its own defaults: edits that
 * repaint under a mask, variations that start from the picture. Every error inside an order is a 500 whose text is that
 * of the exception, the meant status before it where FastFusion raised it itself. No seed, no `/v1/models`, no key,
 * white masks, pictures behind addresses unless asked otherwise.
 */
export const FASTFUSION: Flavour = {
  voices: {
    invalid_request: missing('prompt'),
    server_error: failed('CUDA error: an illegal memory access was encountered'),
    loading: failed('503: Service not ready'),
    rate_limited: { status: 429, headers: { 'retry-after': '7' }, body: { detail: 'Too Many Requests' } },
    rate_limited_without_delay: { status: 429, body: { detail: 'Too Many Requests' } },
  },
  models: null,
  picturePath: '/v1/images/data/',
  relativeUrls: false,
  editPaths: ['/v1/images/edits'],
  variations: true,
  mask: 'white',
  wrongKey: () => failed('401: Not authenticated'),
  notFound: { status: 404, body: { detail: 'Not Found' } },
  health: true,
  understand,
  checkFiles: async (files, fields, route) => (route === 'edits' ? faultOfEdit(files, fields) : null),
  extras: () => ({}),
};

function understand(fields: Fields, route: Route): Understood | Reply {
  const needed = route === 'variations' ? 'model' : 'prompt';
  if (typeof fields[needed] !== 'string') {
    return missing(needed);
  }
  const fault = route === 'generations' ? faultOfGeneration(fields) : unreadableLoras(fields);
  return (
    fault ?? {
      // A variation has no field for words: it looks at the picture, or asks its vision model what to paint.
      prompt:
        route === 'variations'
          ? 'Create variations of the image at your best guess!'
          : textOf(fields['prompt']),
      count: Math.min(MAX_N, numberOf(fields['n']) ?? 1),
      ...(sizeOf(fields['size'] ?? '1024x1024') ?? { width: 1024, height: 1024 }),
      seed: null,
      subject: [numbersOf(fields, route), ...lorasOf(fields)],
      answerWith: fields['response_format'] === 'b64_json' ? 'b64_json' : 'url',
    }
  );
}

/** Both numbers, or else the preset, or else what the whole server usually takes; edits and variations know no preset. */
function numbersOf(fields: Fields, route: Route): unknown {
  const steps = numberOf(fields['num_inference_steps']);
  const guidance = numberOf(fields['guidance_scale']);
  if (route !== 'generations') {
    return [steps, guidance];
  }
  return steps !== null && guidance !== null ? [steps, guidance] : ['preset', fields['quality'] ?? null];
}

function faultOfGeneration(fields: Fields): Reply | null {
  const stranger = lorasOf(fields).find(([name]) => !isAdapter(name));
  if (stranger !== undefined) {
    const known = [...ADAPTERS].map((name) => `'${name}'`).join(', ');
    return failed(
      `Adapter name(s) {'${String(stranger[0])}'} not in the list of present adapters: {${known}}.`,
    );
  }
  const both = [fields['num_inference_steps'], fields['guidance_scale']].every(
    (one) => numberOf(one) !== null,
  );
  const quality = fields['quality'];
  return !both && typeof quality === 'string' && !PRESETS.has(quality)
    ? failed("'NoneType' object has no attribute 'guidance_scale'")
    : null;
}

/** FastAPI takes the parameter from the form, where it is a text, and nothing makes a list of it. */
function unreadableLoras(fields: Fields): Reply | null {
  return fields['lora_settings'] === undefined
    ? null
    : unprocessable(
        ['lora_settings', 0],
        'Input should be a valid dictionary or object to extract fields from',
        'model_attributes_type',
      );
}

/** What is left out reaches the pipeline as None. */
function faultOfEdit({ mask }: Files, fields: Fields): Reply | null {
  if (mask === null) {
    return failed('Input is in incorrect format. Currently, we only support PIL.Image.Image, numpy.ndarray');
  }
  const needed = ['guidance_scale', 'num_inference_steps', 'strength'];
  return needed.some((name) => numberOf(fields[name]) === null) ? failed(COMPARED_WITH_NONE) : null;
}

function lorasOf(fields: Fields): [name: unknown, weight: unknown][] {
  const list = fields['lora_settings'];
  return Array.isArray(list)
    ? list.filter(isRecord).map((one): [unknown, unknown] => [one['name'], one['weight'] ?? 1])
    : [];
}

function isAdapter(name: unknown): boolean {
  return typeof name === 'string' && (ADAPTERS.has(name) || /^lora-\d+$/.test(name));
}

function failed(detail: string): Reply {
  return { status: 500, body: { detail } };
}

function missing(field: string): Reply {
  return unprocessable([field], 'Field required', 'missing');
}

function unprocessable(where: readonly (string | number)[], message: string, type: string): Reply {
  return { status: 422, body: { detail: [{ loc: ['body', ...where], msg: message, type }] } };
}
