import type { Degradation, VendorRequest, Picture } from '@fusionbridge/core';
import { nearestRatio } from '../protocol/aspect-ratio.js';
import { fittedOrder } from '../fitting/fitted-order.js';
import { droppedPictures } from '../fitting/shown-pictures.js';
import type { FormPart } from '@fusionbridge/http';
import { GUIDANCE, RATIOS, STRENGTH } from './capabilities.js';
import type { ModelSheet } from './models.js';

const FOLDER = 'v2beta/stable-image';
const NO_LORAS = { maxLoras: 0, loraScale: { min: 0, max: 1 }, steps: null };
/** Where nobody said how far to go from a picture; there is no usual one. */
const USUAL_STRENGTH = 0.75;
const SQUARE = { width: 1024, height: 1024 };
/** What stands for 0, which asks for any seed there; no other seed of 31 bits becomes it. */
const ZERO = 2 ** 31;
const PAINTED_OVER = new Set(['inpaint', 'fill']);

/** An order, ready to go but for its mask and a seed that nobody chose. */
export interface Order {
  readonly path: string;
  readonly usd: number;
  readonly seed: number | null;
  readonly degradations: readonly Degradation[];
  form(seed: number | null, mask: Picture | null): FormPart[];
}

/** The order that a request makes, with everything that had to be left out. */
export function orderOf(asked: VendorRequest, model: string, sheet: ModelSheet): Order {
  const isOver = PAINTED_OVER.has(asked.operation);
  const fitted = fittedOrder(asked, {
    ...NO_LORAS,
    guidance: sheet.guidance && !isOver ? GUIDANCE : null,
    strength: isOver ? null : STRENGTH,
  });
  const { request, guidance } = fitted;
  const isZero = fitted.seed === 0;
  return {
    path: isOver ? `${FOLDER}/edit/inpaint` : `${FOLDER}/generate/${sheet.endpoint}`,
    usd: isOver ? INPAINT_USD : sheet.usd,
    seed: isZero ? ZERO : fitted.seed,
    degradations: [
      ...fitted.degradations,
      ...(isZero ? [{ ...NO_ZERO, given: String(ZERO) }] : []),
      ...droppedPictures(request, 1),
    ],
    form: (seed, mask) => [
      ...texts('prompt', request.prompt),
      ...texts('negative_prompt', sheet.negativePrompt ? request.negativePrompt : ''),
      ...(isOver ? [] : shapeOf(request, fitted.strength, sheet)),
      ...(sheet.endpoint === 'sd3' && !isOver ? texts('model', model) : []),
      ...texts('cfg_scale', guidance),
      ...texts('seed', seed),
      ...texts('output_format', request.output.format ?? 'png'),
      ...pictures('image', request.source),
      ...pictures('mask', mask),
    ],
  };
}

/** Edits cost the same with every model. */
const INPAINT_USD = 0.05;

const NO_ZERO = { field: 'seed', asked: '0', why: 'the vendor takes 0 for any seed' };

/** A picture to start from gives the shape as well. */
function shapeOf(request: VendorRequest, strength: number | null, { endpoint }: ModelSheet): FormPart[] {
  if (request.source === null) {
    return texts('aspect_ratio', nearestRatio(request.size ?? SQUARE, RATIOS));
  }
  return [
    ...texts('mode', endpoint === 'sd3' ? 'image-to-image' : ''),
    ...texts('strength', strength ?? USUAL_STRENGTH),
  ];
}

function texts(name: string, value: string | number | null): FormPart[] {
  return value === null || value === '' ? [] : [{ name, value: String(value) }];
}

function pictures(name: string, picture: Picture | null): FormPart[] {
  return picture === null ? [] : [{ name, picture }];
}
