import { mediaTypeOf, type Picture, type VendorRequest } from '@fusionbridge/core';
import { EmbeddedPicture } from '@fusionbridge/http';
import { picturesOf } from '../protocol/input-pictures.js';
import { sizeOf } from '../protocol/requested-size.js';
import type { ModelSheet } from './models.js';
import { closestSize, type OfferedSize } from './sizes.js';

/** Body of `generateContent`, as JSON with embedded images. */
export interface ContentRequest {
  readonly contents: readonly { readonly role: 'user'; readonly parts: readonly object[] }[];
  /** Google logs requests and responses of new paid projects unless told not to. */
  readonly store: false;
  readonly generationConfig: object;
}

/** The size that is asked for: one of the model's own, since planning chooses among them. */
export function sizeFor(request: VendorRequest, { sizes }: ModelSheet): OfferedSize {
  return closestSize(sizeOf(request), sizes);
}

/** @param seed null leaves it to the model */
export function contentRequest(
  request: VendorRequest,
  sheet: ModelSheet,
  seed: number | null,
): ContentRequest {
  const { aspectRatio, imageSize } = sizeFor(request, sheet);
  return {
    contents: [{ role: 'user', parts: [{ text: request.prompt }, ...picturesOf(request).map(imagePart)] }],
    store: false,
    generationConfig: {
      responseModalities: ['IMAGE'],
      ...(seed === null ? {} : { seed }),
      imageConfig: { aspectRatio, ...(sheet.takesImageSize ? { imageSize } : {}) },
    },
  };
}

function imagePart(picture: Picture): object {
  return { inlineData: { mimeType: mediaTypeOf(picture.format), data: new EmbeddedPicture(picture) } };
}
