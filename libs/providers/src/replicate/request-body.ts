import type { LoraChoice, Picture, VendorRequest } from '@fusionbridge/core';
import { addressedLora } from '../protocol/addressed-lora.js';
import { ASPECT_RATIOS, nearestRatio } from '../protocol/aspect-ratio.js';
import { given } from '../protocol/optional-fields.js';
import { sizeOf } from '../protocol/requested-size.js';
import type { ModelSheet } from './models.js';

const ADDRESS = /^https?:\/\//i;
/** For lossy formats; the vendor's default is 80. */
const QUALITY = 95;
const LORA_FIELDS = [
  ['lora_weights', 'lora_scale'],
  ['extra_lora', 'extra_lora_scale'],
] as const;

/** The pictures of a request as its body carries them: data URIs or addresses. */
export interface InputPictures {
  readonly source: unknown;
  readonly mask: unknown;
}

/** The source, if the model has a field for it. */
export function sourceOf({ source }: VendorRequest, { operations }: ModelSheet): Picture | null {
  return operations.length > 1 ? source : null;
}

/** The body of `POST …/predictions`, without the version of a model. */
export function requestBodyOf(
  request: VendorRequest,
  sheet: ModelSheet,
  pictures: InputPictures,
): { readonly input: Record<string, unknown> } {
  const format = request.output.format ?? 'png';
  return {
    input: {
      prompt: request.prompt,
      ...(pictures.source === null ? shapeOf(request, sheet) : { image: pictures.source }),
      ...given('mask', pictures.mask),
      ...given('prompt_strength', request.strength),
      ...(sheet.maxCount > 1 ? { num_outputs: request.count } : {}),
      ...given(sheet.steps?.field ?? '', request.steps),
      ...given('guidance', request.guidance),
      ...given('seed', request.seed),
      output_format: format === 'jpeg' ? 'jpg' : format,
      ...(format === 'png' ? {} : { output_quality: request.output.quality ?? QUALITY }),
      ...Object.assign({}, ...request.loras.map(loraFields)),
    },
  };
}

function shapeOf(request: VendorRequest, { sized }: ModelSheet): Record<string, unknown> {
  return sized === 'pixels'
    ? { aspect_ratio: 'custom', ...sizeOf(request) }
    : { aspect_ratio: nearestRatio(sizeOf(request), ASPECT_RATIOS) };
}

/** Replicate takes a bare `owner/repository` for one of its own models, so Hugging Face has to be named. */
function loraFields(lora: LoraChoice, index: number): Record<string, unknown> {
  const [name, scale] = LORA_FIELDS[index] ?? LORA_FIELDS[0];
  const { path, scale: weight } = addressedLora(lora);
  return { [name]: ADDRESS.test(path) ? path : `huggingface.co/${path}`, [scale]: weight };
}
