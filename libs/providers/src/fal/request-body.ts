import type { Picture, Range, VendorRequest } from '@fusionbridge/core';
import { addressedLora } from '../protocol/addressed-lora.js';
import { asDataUri, picturesOf } from '../protocol/input-pictures.js';
import { given } from '../protocol/optional-fields.js';
import { sizeOf } from '../protocol/requested-size.js';
import type { Endpoint } from './endpoints.js';

/** The body of `POST /{endpoint}`. `mask`: white is repainted. */
export function requestBodyOf(
  request: VendorRequest,
  endpoint: Endpoint,
  mask: Picture | null,
): Record<string, unknown> {
  if (endpoint.scale !== undefined) {
    const scale = scaleOf(request, endpoint.scale);
    return { ...inputPictures(request, endpoint), scale, output_format: 'png' };
  }
  return {
    ...(endpoint.wordless === true ? {} : { prompt: request.prompt }),
    ...(endpoint.sized ? { image_size: sizeOf(request) } : {}),
    ...given('num_inference_steps', request.steps),
    ...given('guidance_scale', request.guidance),
    ...given('seed', request.seed),
    num_images: request.count,
    output_format: request.output.format === 'jpeg' ? 'jpeg' : 'png',
    ...(request.loras.length === 0 ? {} : { loras: request.loras.map(addressedLora) }),
    ...inputPictures(request, endpoint),
    ...given('mask_url', mask && asDataUri(mask)),
    ...given('strength', request.strength),
  };
}

/** Large enough to cover the requested size; the bridge crops the rest. */
function scaleOf(request: VendorRequest, { min, max }: Range): number {
  const { source } = request;
  const { width, height } = sizeOf(request);
  const scale = source === null ? min : Math.max(width / source.width, height / source.height);
  return Math.min(max, Math.max(min, scale));
}

function inputPictures(request: VendorRequest, { pictures }: Endpoint): Record<string, unknown> {
  if (pictures === null) {
    return {};
  }
  const uris = picturesOf(request).map(asDataUri);
  return { [pictures.field]: pictures.field === 'image_urls' ? uris : uris[0] };
}
