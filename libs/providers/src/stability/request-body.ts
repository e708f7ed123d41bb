import type { Degradation, Picture, VendorRequest } from '@fusionbridge/core';
import type { FormPart } from '@fusionbridge/http';
import { nearestRatio } from '../protocol/aspect-ratio.js';
import { sizeOf } from '../protocol/requested-size.js';
import { RATIOS } from './capabilities.js';
import type { ModelSheet } from './models.js';

const FOLDER = 'v2beta/stable-image';
/** The vendor requires a strength beside a picture and has no default for it. */
const DEFAULT_STRENGTH = 0.75;
/** Sent instead of 0, which requests a random seed; no other seed of 31 bits becomes it. */
const ZERO = 2 ** 31;
/** Edits cost the same with every model. */
const INPAINT_USD = 0.05;
const MASKED = new Set(['inpaint', 'fill']);

/** A request to Stability AI, complete except for its mask and the seed if the client named none. */
export interface StabilityRequest {
  readonly path: string;
  /** By the price list. */
  readonly usd: number;
  readonly seed: number | null;
  readonly degradations: readonly Degradation[];
  body(seed: number | null, mask: Picture | null): FormPart[];
}

export function stabilityRequestOf(
  request: VendorRequest,
  model: string,
  sheet: ModelSheet,
): StabilityRequest {
  const isMasked = MASKED.has(request.operation);
  const isZero = request.seed === 0;
  return {
    path: isMasked ? `${FOLDER}/edit/inpaint` : `${FOLDER}/generate/${sheet.endpoint}`,
    usd: isMasked ? INPAINT_USD : sheet.usd,
    seed: isZero ? ZERO : request.seed,
    // Capabilities have no word for one value in the middle of a range that a vendor reads otherwise.
    degradations: isZero ? [ZERO_REPLACED] : [],
    body: (seed, mask) => requestBodyOf(request, { model, sheet, isMasked, seed, mask }),
  };
}

const ZERO_REPLACED: Degradation = {
  field: 'seed',
  asked: '0',
  given: String(ZERO),
  why: 'the vendor takes 0 for any seed',
};

interface FormFacts {
  readonly model: string;
  readonly sheet: ModelSheet;
  readonly isMasked: boolean;
  readonly seed: number | null;
  readonly mask: Picture | null;
}

function requestBodyOf(request: VendorRequest, facts: FormFacts): FormPart[] {
  const { model, sheet, isMasked, seed, mask } = facts;
  return [
    ...texts('prompt', request.prompt),
    ...texts('negative_prompt', request.negativePrompt),
    ...(isMasked ? [] : shapeOf(request, sheet)),
    ...texts('model', sheet.endpoint === 'sd3' && !isMasked ? model : null),
    ...texts('cfg_scale', request.guidance),
    ...texts('seed', seed),
    ...texts('output_format', request.output.format ?? 'png'),
    ...pictures('image', request.source),
    ...pictures('mask', mask),
  ];
}

/** The result has the shape of the picture it starts from. */
function shapeOf(request: VendorRequest, { endpoint }: ModelSheet): FormPart[] {
  if (request.source === null) {
    return texts('aspect_ratio', nearestRatio(sizeOf(request), RATIOS));
  }
  return [
    ...texts('mode', endpoint === 'sd3' ? 'image-to-image' : null),
    ...texts('strength', request.strength ?? DEFAULT_STRENGTH),
  ];
}

function texts(name: string, value: string | number | null): FormPart[] {
  return value === null || value === '' ? [] : [{ name, value: String(value) }];
}

function pictures(name: string, picture: Picture | null): FormPart[] {
  return picture === null ? [] : [{ name, picture }];
}
