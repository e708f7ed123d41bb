import type { Picture, VendorRequest } from '@fusionbridge/core';
import { EmbeddedPicture } from '@fusionbridge/http';
import { ASPECT_RATIOS, nearestRatio } from '../protocol/aspect-ratio.js';
import { picturesOf } from '../protocol/input-pictures.js';
import { given } from '../protocol/optional-fields.js';
import { sizeOf } from '../protocol/requested-size.js';
import type { ModelSheet } from './models.js';

/** The body of `POST {model}`. `mask`: white is repainted. */
export function requestBodyOf(
  request: VendorRequest,
  sheet: ModelSheet,
  mask: Picture | null,
): Record<string, unknown> {
  return {
    prompt: request.prompt,
    ...shapeOf(request, sheet),
    ...given('steps', request.steps),
    ...given('guidance', request.guidance),
    ...given('seed', request.seed),
    ...(sheet.sized === 'source' ? sourceIn(request, mask) : referencesIn(request)),
    output_format: request.output.format === 'jpeg' ? 'jpeg' : 'png',
  };
}

function shapeOf(request: VendorRequest, { sized }: ModelSheet): Record<string, unknown> {
  switch (sized) {
    case 'pixels':
      return { ...sizeOf(request) };
    case 'ratio':
      return { aspect_ratio: nearestRatio(sizeOf(request), ASPECT_RATIOS) };
    default:
      return {};
  }
}

function sourceIn({ source }: VendorRequest, mask: Picture | null): Record<string, unknown> {
  return {
    ...given('image', source && new EmbeddedPicture(source)),
    ...given('mask', mask && new EmbeddedPicture(mask)),
  };
}

/** `input_image`, `input_image_2` and so on. */
function referencesIn(request: VendorRequest): Record<string, unknown> {
  return Object.fromEntries(
    picturesOf(request).map((picture, index) => [
      index === 0 ? 'input_image' : `input_image_${index + 1}`,
      new EmbeddedPicture(picture),
    ]),
  );
}
