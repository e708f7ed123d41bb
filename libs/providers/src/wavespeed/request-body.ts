import type { Picture, VendorRequest } from '@fusionbridge/core';
import { addressedLora } from '../protocol/addressed-lora.js';
import { asDataUri, picturesOf } from '../protocol/input-pictures.js';
import { given } from '../protocol/optional-fields.js';
import { sizeOf } from '../protocol/requested-size.js';
import type { ModelSheet } from './models.js';

/** The body of `POST /{model}`. `mask`: white is repainted. */
export function requestBodyOf(
  request: VendorRequest,
  sheet: ModelSheet,
  mask: Picture | null,
): Record<string, unknown> {
  const { width, height } = sizeOf(request);
  return {
    prompt: request.prompt,
    ...(sheet.sized ? { size: `${width}*${height}` } : {}),
    ...given('num_inference_steps', request.steps),
    ...given('guidance_scale', request.guidance),
    ...(sheet.maxCount > 1 ? { num_images: request.count } : {}),
    ...given('seed', request.seed),
    ...(request.loras.length === 0 ? {} : { loras: request.loras.map(addressedLora) }),
    ...inputPictures(request, sheet),
    ...given('mask_image', mask && asDataUri(mask)),
    ...given('strength', request.strength),
    ...(sheet.formats.length === 0 ? {} : { output_format: request.output.format ?? 'png' }),
    enable_base64_output: false,
    enable_sync_mode: false,
  };
}

function inputPictures(request: VendorRequest, { pictures: field }: ModelSheet): Record<string, unknown> {
  const uris = picturesOf(request).map(asDataUri);
  if (field === null || uris.length === 0) {
    return {};
  }
  return { [field]: field === 'images' ? uris : uris[0] };
}
