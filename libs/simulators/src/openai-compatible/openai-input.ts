import type { Reply } from '../kit/index.js';
import { type Fields, numberOf, sizeOf, textOf, type Understood } from './flavour.js';
import { invalid, moderated, openAiError } from './openai-voices.js';

/** What is alive, and whether it paints any size. The last one is of the generation that knows three sizes only. */
export const OPENAI_MODELS = ['gpt-image-2', 'gpt-image-2.5-flare', 'gpt-image-2.6-flare', 'gpt-image-1.5'];
const OLD = /^gpt-image-1/;
const OLD_SIZES = new Set(['auto', '1024x1024', '1536x1024', '1024x1536']);

const COMMON = [
  'model',
  'prompt',
  'n',
  'size',
  'quality',
  'background',
  'output_format',
  'output_compression',
  'moderation',
  'stream',
  'partial_images',
  'user',
];
const PARAMETERS = {
  generations: new Set([...COMMON, 'safety_identifier']),
  edits: new Set([...COMMON, 'input_fidelity']),
};

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  background: ['transparent', 'opaque', 'auto'],
  output_format: ['png', 'jpeg', 'webp'],
  moderation: ['low', 'auto'],
};
const QUALITIES = ['low', 'medium', 'high', 'auto'];
const QUALITIES_OF_2_5 = [...QUALITIES, 'xhigh', 'max'];

/** The numbers of a request, each with both ends included. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  n: [1, 10],
  output_compression: [0, 100],
  partial_images: [0, 3],
};

/** A picture for a prompt with this word is painted, and then held back. */
const FLAGGED_WORD = 'forbidden-fruit';

const LONGEST_PROMPT = 32_000;
const LONGEST = 3840;
const SMALLEST = 655_360;
const LARGEST = 3840 * 2160;

type Finding = Reply | null;

/** What GPT image models make of the fields, or what OpenAI finds wrong with them. */
export function understand(fields: Fields, route: 'generations' | 'edits'): Understood | Reply {
  const size = sizeFor(fields);
  const wrong =
    wrongName(fields, route) ??
    wrongWords(fields) ??
    wrongChoice(fields) ??
    wrongNumber(fields) ??
    wrongBackground(fields) ??
    wrongStream(fields);
  if (wrong !== null) {
    return wrong;
  }
  if (size === null) {
    return openAiError(400, `Invalid size '${String(fields['size'])}'.`, {
      code: 'invalid_value',
      param: 'size',
    });
  }
  return {
    prompt: textOf(fields['prompt']),
    count: numberOf(fields['n']) ?? 1,
    ...size,
    seed: null,
    subject: [fields['model'], fields['quality']],
    answerWith: 'b64_json',
    format: formatOf(fields),
    isTransparent: fields['background'] === 'transparent',
    regret: textOf(fields['prompt']).includes(FLAGGED_WORD) ? moderated('output') : null,
    partials: isYes(fields['stream']) ? (numberOf(fields['partial_images']) ?? 0) : null,
  };
}

function wrongName(fields: Fields, route: 'generations' | 'edits'): Finding {
  const unknown = Object.keys(fields).find((name) => !PARAMETERS[route].has(name));
  return unknown === undefined
    ? null
    : openAiError(400, `Unknown parameter: '${unknown}'.`, { code: 'unknown_parameter', param: unknown });
}

function wrongWords(fields: Fields): Finding {
  const prompt = textOf(fields['prompt']);
  if (prompt === '') {
    const facts = { code: 'missing_required_parameter', param: 'prompt' };
    return openAiError(400, "Missing required parameter: 'prompt'.", facts);
  }
  if (prompt.length > LONGEST_PROMPT) {
    return openAiError(400, 'The prompt is too long.', { code: 'string_above_max_length', param: 'prompt' });
  }
  const model = textOf(fields['model']);
  return OPENAI_MODELS.includes(model)
    ? null
    : openAiError(404, `The model \`${model}\` does not exist or you do not have access to it.`, {
        code: 'model_not_found',
      });
}

function wrongChoice(fields: Fields): Finding {
  const qualities = textOf(fields['model']).startsWith('gpt-image-2.5') ? QUALITIES_OF_2_5 : QUALITIES;
  const wrong = Object.entries({ ...CHOICES, quality: qualities }).find(
    ([name, values]) => fields[name] !== undefined && !values.includes(textOf(fields[name])),
  );
  return wrong === undefined
    ? null
    : invalid(wrong[0], `Invalid value: expected one of ${wrong[1].join(', ')}.`);
}

function wrongNumber(fields: Fields): Finding {
  const wrong = Object.entries(RANGES).find(([name, [min, max]]) => {
    const value = fields[name] === undefined ? min : numberOf(fields[name]);
    return value === null || !Number.isInteger(value) || value < min || value > max;
  });
  return wrong === undefined ? null : invalid(wrong[0], `Invalid value: expected ${wrong[1].join(' to ')}.`);
}

/** gpt-image-2 had transparency as a preview, and lost it on 2026-09-30; the models before and after it have it. */
function wrongBackground(fields: Fields): Finding {
  if (fields['background'] !== 'transparent') {
    return null;
  }
  if (/^gpt-image-2(?!\.)/.test(textOf(fields['model']))) {
    return invalid('background', 'Transparent background is not supported for this model.');
  }
  return formatOf(fields) === 'jpeg'
    ? invalid('background', 'Transparent background needs the output format png or webp.')
    : null;
}

/** Events do not say to which of several pictures they belong, so that only one at a time can be told of. */
function wrongStream(fields: Fields): Finding {
  if (isYes(fields['stream'])) {
    return (numberOf(fields['n']) ?? 1) > 1 ? invalid('n', 'Only one picture can be streamed.') : null;
  }
  return fields['partial_images'] === undefined || numberOf(fields['partial_images']) === 0
    ? null
    : invalid('partial_images', "'partial_images' needs 'stream'.");
}

/** True in JSON, a word in forms. */
function isYes(value: unknown): boolean {
  return value === true || value === 'true';
}

function formatOf(fields: Fields): 'png' | 'jpeg' | 'webp' {
  const format = fields['output_format'];
  return format === 'jpeg' || format === 'webp' ? format : 'png';
}

function sizeFor(fields: Fields): { width: number; height: number } | null {
  const asked = fields['size'] ?? 'auto';
  const size = asked === 'auto' ? { width: 1024, height: 1024 } : sizeOf(asked);
  if (OLD.test(textOf(fields['model']))) {
    return OLD_SIZES.has(textOf(asked)) ? size : null;
  }
  return size !== null && isPainted(size) ? size : null;
}

function isPainted({ width, height }: { width: number; height: number }): boolean {
  const longer = Math.max(width, height);
  const pixels = width * height;
  return (
    longer <= LONGEST &&
    longer <= 3 * Math.min(width, height) &&
    pixels >= SMALLEST &&
    pixels <= LARGEST &&
    width % 16 === 0 &&
    height % 16 === 0
  );
}
