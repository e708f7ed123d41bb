import type { LoraChoice, VendorRequest } from '@fusionbridge/core';
import { addressedLora } from '../protocol/addressed-lora.js';
import { nearestRatio } from '../protocol/aspect-ratio.js';
import { given } from '../protocol/optional-fields.js';
import { sizeOf } from '../protocol/requested-size.js';
import type { LoraFields, ModelSheet } from './model-sheet.js';

/** For lossy formats; the vendor's default is 80. */
const QUALITY = 95;

/** The body of a request in both APIs, with the fields of the model and no others: the vendor refuses unknown ones. */
export function requestBodyOf(request: VendorRequest, sheet: ModelSheet): Record<string, unknown> {
  return {
    prompt: request.prompt,
    ...shapeOf(request, sheet),
    ...(sheet.maxCount > 1 ? { num_outputs: request.count } : {}),
    ...given('seed', request.seed),
    ...formatOf(request, sheet),
    ...given('guidance_scale', request.guidance),
    ...given('num_inference_steps', request.steps),
    ...(sheet.loras === null ? {} : loraFields(request.loras, sheet.loras)),
  };
}

function shapeOf(request: VendorRequest, { sizing }: ModelSheet): Record<string, unknown> {
  switch (sizing.by) {
    case 'ratio':
      return { aspect_ratio: nearestRatio(sizeOf(request), sizing.ratios) };
    case 'pixels':
      return { ...(sizing.custom ? { aspect_ratio: 'custom' } : {}), ...sizeOf(request) };
    default:
      return {};
  }
}

/** PNG by default, because every further change of a lossy picture loses more. */
function formatOf({ output }: VendorRequest, sheet: ModelSheet): Record<string, unknown> {
  const format = output.format ?? 'png';
  const name = sheet.formats.get(format) ?? sheet.formats.get('png');
  if (name === undefined) {
    return {};
  }
  return {
    output_format: name,
    ...(sheet.quality && name !== 'png' ? { output_quality: output.quality ?? QUALITY } : {}),
  };
}

function loraFields(
  loras: readonly LoraChoice[],
  { names, scales, single }: LoraFields,
): Record<string, unknown> {
  const addressed = loras.map(addressedLora);
  const [first] = addressed;
  if (first === undefined) {
    return {};
  }
  return single
    ? { [names]: first.path, [scales]: first.scale }
    : { [names]: addressed.map(({ path }) => path), [scales]: addressed.map(({ scale }) => scale) };
}
