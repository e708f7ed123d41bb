import type { VendorRequest } from '@fusionbridge/core';
import { addressedLora } from '../protocol/addressed-lora.js';
import { asDataUri, picturesOf } from '../protocol/input-pictures.js';
import { given } from '../protocol/optional-fields.js';
import { sizeOf } from '../protocol/requested-size.js';
import type { ModelSheet } from './models.js';

/** The body of `POST images/generations`. Without a seed Together chooses one that it does not report. */
export function requestBodyOf(
  request: VendorRequest,
  { model, sheet }: { readonly model: string; readonly sheet: ModelSheet },
): Record<string, unknown> {
  return {
    model,
    prompt: request.prompt,
    ...given('negative_prompt', request.negativePrompt === '' ? null : request.negativePrompt),
    ...sizeOf(request),
    ...given('steps', request.steps),
    n: request.count,
    ...given('seed', request.seed),
    ...given('guidance_scale', request.guidance),
    response_format: 'base64',
    output_format: request.output.format === 'jpeg' ? 'jpeg' : 'png',
    ...(request.loras.length === 0 ? {} : { image_loras: request.loras.map(addressedLora) }),
    ...inputPictures(request, sheet),
  };
}

function inputPictures(request: VendorRequest, { references }: ModelSheet): Record<string, unknown> {
  const uris = picturesOf(request).map(asDataUri);
  if (references === null || uris.length === 0) {
    return {};
  }
  return { [references]: references === 'image_url' ? uris[0] : uris };
}
