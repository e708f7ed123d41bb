import { type Fields, isRecord, type Reply } from '../kit/index.js';
import type { EndpointRules } from './catalogue.js';
import { type Finding, unprocessable } from './voices.js';

/** Sizes that fal has names for. */
const NAMED_SIZES: Readonly<Record<string, readonly [number, number]>> = {
  square_hd: [1024, 1024],
  square: [512, 512],
  portrait_4_3: [768, 1024],
  portrait_16_9: [576, 1024],
  landscape_4_3: [1024, 768],
  landscape_16_9: [1024, 576],
};

const NUMBERS: Readonly<Record<string, { min: number; max: number; whole: boolean }>> = {
  num_inference_steps: { min: 1, max: 50, whole: true },
  guidance_scale: { min: 0, max: 35, whole: false },
  num_images: { min: 1, max: 4, whole: true },
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER, whole: true },
  strength: { min: 0.01, max: 1, whole: false },
  scale: { min: 1, max: 8, whole: false },
};

const LONGEST_SIDE = 14_142;
const FORMATS = ['png', 'jpeg', 'webp', undefined];
/** LoRAs whose address holds this cannot be downloaded. */
const UNREACHABLE = 'unreachable';

/** Everything the model finds wrong with its input, as it answers it in place of a result; null when all is well. */
export function faultIn(fields: Fields, rules: EndpointRules): Reply | null {
  const findings = [
    ...(rules.wordless === true || (typeof fields['prompt'] === 'string' && fields['prompt'] !== '')
      ? []
      : [missing('prompt')]),
    ...Object.entries(NUMBERS).flatMap(([name, bounds]) => wrongNumber(name, fields[name], bounds)),
    ...(sizeOf(fields['image_size']) === null ? [wrong('image_size', 'Input should be a size')] : []),
    ...(FORMATS.some((format) => format === fields['output_format'])
      ? []
      : [wrong('output_format', "Input should be 'jpeg' or 'png'")]),
    ...wrongLoras(fields['loras'], rules),
    ...(rules.pictures !== null && fields[rules.pictures] === undefined ? [missing(rules.pictures)] : []),
    ...(rules.mask && fields['mask_url'] === undefined ? [missing('mask_url')] : []),
  ];
  return findings.length === 0 ? null : unprocessable(...findings);
}

/** Width and height of `image_size`; null where it is none. */
export function sizeOf(value: unknown): { width: number; height: number } | null {
  if (value === undefined || typeof value === 'string') {
    const [width = 0, height = 0] = NAMED_SIZES[value ?? 'landscape_4_3'] ?? [];
    return width === 0 ? null : { width, height };
  }
  const { width, height } = isRecord(value) ? value : {};
  return isSide(width) && isSide(height) ? { width, height } : null;
}

function isSide(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= LONGEST_SIDE;
}

function wrongNumber(
  name: string,
  value: unknown,
  { min, max, whole }: { min: number; max: number; whole: boolean },
): Finding[] {
  if (value === undefined) {
    return [];
  }
  if (typeof value !== 'number' || (whole && !Number.isInteger(value))) {
    return [{ loc: ['body', name], msg: 'Input should be a valid number', type: 'number_type' }];
  }
  return value >= min && value <= max
    ? []
    : [{ loc: ['body', name], msg: `Input should be ${min} to ${max}`, type: 'less_than_equal' }];
}

function wrongLoras(loras: unknown, { maxLoras }: EndpointRules): Finding[] {
  if (loras === undefined || maxLoras === 0) {
    return [];
  }
  if (!Array.isArray(loras) || loras.length > maxLoras) {
    return [{ loc: ['body', 'loras'], msg: `List should have at most ${maxLoras} items`, type: 'too_long' }];
  }
  return loras.flatMap((lora) => {
    const { path, scale = 1 } = isRecord(lora) ? lora : {};
    if (typeof path !== 'string' || typeof scale !== 'number' || scale < 0 || scale > 4) {
      return [wrong('loras', 'Input should be path and scale')];
    }
    return path.includes(UNREACHABLE)
      ? [{ loc: ['body', 'loras'], msg: 'Failed to download the file', type: 'file_download_error' }]
      : [];
  });
}

function missing(name: string): Finding {
  return { loc: ['body', name], msg: 'Field required', type: 'missing' };
}

function wrong(name: string, msg: string): Finding {
  return { loc: ['body', name], msg, type: 'value_error' };
}
