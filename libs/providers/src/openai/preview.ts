import type { Picture, Progress } from '@fusionbridge/core';
import { inspectPicture } from '@fusionbridge/media';
import type { VendorResponse } from '@fusionbridge/http';
import type { Preview } from './openai.schemas.js';

/** After the last of `most` previews the finished picture is still to come, so the fraction stays below 1. */
export function progressOf(
  event: VendorResponse<Preview>,
  { most, maxPixels }: { readonly most: number; readonly maxPixels: number },
): Progress {
  const { b64_json: base64, partial_image_index: index } = event.value;
  return {
    fraction: Math.min(index + 1, most) / (most + 1),
    step: null,
    steps: null,
    preview: previewOf(() => event.bytesOf(base64), maxPixels),
    phase: 'working',
    note: null,
  };
}

/** Previews are optional; a broken one is dropped. */
function previewOf(bytes: () => Buffer, maxPixels: number): Picture | null {
  try {
    return inspectPicture(bytes(), { maxPixels });
  } catch {
    return null;
  }
}
