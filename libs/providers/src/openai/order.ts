import {
  type Degradation,
  formatSize,
  type VendorRequest,
  type Picture,
  type Size,
} from '@fusionbridge/core';
import { withinLimit } from '../fitting/lora-limit.js';
import { droppedQuality } from '../fitting/quality.js';
import { withoutServerOptions } from '../fitting/server-options.js';
import { droppedPictures, picturesOf } from '../fitting/shown-pictures.js';
import { withinRange } from '../fitting/within-range.js';
import type { FieldValue } from '../protocol/openai-images/edit-form.js';
import { INPUT_PICTURES, QUALITY_ALIASES } from './capabilities.js';
import type { ModelSheet } from './models.js';

/** An order, ready to go but for its mask. */
export interface Order {
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Without any it goes to `images/generations`. */
  readonly pictures: readonly Picture[];
  readonly size: Size;
  readonly count: number;
  /** null leaves it to the model. */
  readonly quality: string | null;
  /** Half-painted pictures that will be told of; null: the answer comes in one piece. */
  readonly previews: number | null;
  readonly degradations: readonly Degradation[];
}

/** What is known of the model, and what the settings say. */
interface OrderFacts {
  readonly model: string;
  readonly sheet: ModelSheet;
  readonly defaultSize: Size;
  readonly previews: number;
}

/** The order that a request makes, with everything that had to be left out. */
export function orderOf(request: VendorRequest, facts: OrderFacts): Order {
  const { prompt, degradations } = withoutServerOptions(request);
  const size = request.size ?? request.source ?? facts.defaultSize;
  const quality = qualityFor(request.quality, facts.sheet);
  // An event does not say to which of several pictures it belongs.
  const previews = facts.previews > 0 && request.count === 1 ? facts.previews : null;
  const strength = request.source === null ? null : request.strength;
  return {
    fields: {
      model: facts.model,
      prompt,
      n: request.count,
      size: formatSize(size),
      ...(quality === null ? {} : { quality }),
      ...(request.background === undefined ? {} : { background: request.background }),
      ...(request.inputFidelity === null ? {} : { input_fidelity: request.inputFidelity }),
      ...formatFor(request),
      ...(previews === null ? {} : { stream: true, partial_images: previews }),
    },
    pictures: picturesOf(request).slice(0, INPUT_PICTURES),
    size: { width: size.width, height: size.height },
    count: request.count,
    quality,
    previews,
    degradations: [
      ...degradations,
      ...withinLimit(request.loras, 0).degradations,
      ...droppedPictures(request, INPUT_PICTURES),
      ...withinRange('strength', strength, null).degradations,
      ...(quality === null ? droppedQuality(request.quality) : []),
    ],
  };
}

/** null leaves it to the model. */
function qualityFor(asked: string | null, { qualities }: ModelSheet): string | null {
  const name = QUALITY_ALIASES[asked ?? ''] ?? asked;
  return name !== null && qualities.includes(name) ? name : null;
}

/**
 * What the client wants is only asked for where it will be handed on as it comes. A picture that is pasted under a
 * mask or compressed as asked is encoded by the bridge, once, from a PNG.
 */
function formatFor({ output, mask }: VendorRequest): Record<string, string> {
  const { format, quality } = output;
  return format === null || format === 'png' || quality !== null || mask !== null
    ? {}
    : { output_format: format };
}
