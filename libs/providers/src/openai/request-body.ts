import { formatSize, type Picture, type Size, type VendorRequest } from '@fusionbridge/core';
import { picturesOf } from '../protocol/input-pictures.js';
import type { FieldValue } from '../protocol/openai-images/edit-form.js';
import { given } from '../protocol/optional-fields.js';
import { sizeOf } from '../protocol/requested-size.js';

/** A request to OpenAI, complete except for its mask. */
export interface OpenAiRequest {
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Without pictures the request goes to `images/generations`, as JSON; with them to `images/edits`, as a form. */
  readonly pictures: readonly Picture[];
  readonly size: Size;
  readonly count: number;
  /** null leaves it to the model. */
  readonly quality: string | null;
  /** Partial images in the stream of events; null if the response comes in one piece. */
  readonly previews: number | null;
}

interface RequestFacts {
  readonly model: string;
  /** The operator's number of partial images. */
  readonly previews: number;
}

export function openAiRequestOf(request: VendorRequest, facts: RequestFacts): OpenAiRequest {
  const { count } = request;
  const quality = request.quality === 'auto' ? null : request.quality;
  const size = sizeOf(request);
  // An event does not say to which of several pictures it belongs.
  const previews = facts.previews > 0 && count === 1 ? facts.previews : null;
  return {
    fields: {
      model: facts.model,
      prompt: request.prompt,
      n: count,
      size: formatSize(size),
      ...given('quality', quality),
      ...given('background', request.background ?? null),
      ...given('input_fidelity', request.inputFidelity),
      ...given('output_format', formatFor(request)),
      ...(previews === null ? {} : { stream: true, partial_images: previews }),
    },
    pictures: picturesOf(request),
    size,
    count,
    quality,
    previews,
  };
}

/**
 * The client's format, if the picture is passed on unchanged; null requests the default, PNG. A picture that the bridge
 * pastes under a mask or compresses is encoded by the bridge, once.
 */
function formatFor({ output, mask }: VendorRequest): string | null {
  const { format, quality } = output;
  return format === 'png' || quality !== null || mask !== null ? null : format;
}
