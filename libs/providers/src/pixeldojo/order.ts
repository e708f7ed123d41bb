import type { Degradation, VendorRequest } from '@fusionbridge/core';
import { nearestRatio } from '../protocol/aspect-ratio.js';
import { type FittedOrder, fittedOrder } from '../fitting/fitted-order.js';
import type { WeightedLora } from '../fitting/weighted-loras.js';
import { usdOf } from './credits.js';
import type { LoraFields, ModelSheet } from './model-sheet.js';

const SQUARE = { width: 1024, height: 1024 };
const NO_SCALE = { min: 0, max: 1 };
/** Of formats that lose something; the vendor's own is 80. */
const QUALITY = 95;

/** An order, ready to go but for a seed that nobody chose. */
export interface Order {
  readonly seed: number | null;
  /** False where the model takes no seed. */
  readonly sown: boolean;
  /** By the price list. */
  readonly usd: number | null;
  readonly degradations: readonly Degradation[];
  body(seed: number | null): Readonly<Record<string, unknown>>;
}

/** The order that a request makes, in the fields that the model has and in no other. */
export function orderOf(asked: VendorRequest, sheet: ModelSheet, maxLoras: number): Order {
  const { loras, steps, guidance } = sheet;
  const fitted = fittedOrder(asked, {
    maxLoras,
    loraScale: loras?.scale ?? NO_SCALE,
    steps,
    guidance,
    strength: null,
  });
  return {
    seed: sheet.seed ? fitted.seed : null,
    sown: sheet.seed,
    usd: usdOf(sheet.credits, Math.min(asked.count, sheet.maxCount)),
    degradations: [
      ...fitted.degradations,
      ...(sheet.seed ? [] : cut('seed', asked.seed, 'dropped')),
      ...(asked.count > sheet.maxCount ? cut('count', asked.count, String(sheet.maxCount)) : []),
    ],
    body: (seed) => bodyOf(fitted, sheet, seed),
  };
}

function cut(field: string, asked: number | null, to: string): Degradation[] {
  const why = 'the model has no field for it';
  return asked === null ? [] : [{ field, asked: String(asked), given: to, why }];
}

function bodyOf(fitted: FittedOrder, sheet: ModelSheet, seed: number | null): Record<string, unknown> {
  const { request, loras } = fitted;
  return {
    prompt: request.prompt,
    ...shapeOf(request, sheet),
    ...(sheet.maxCount > 1 ? { num_outputs: Math.min(request.count, sheet.maxCount) } : {}),
    ...given('seed', sheet.seed ? seed : null),
    ...formatOf(request, sheet),
    ...given('guidance_scale', fitted.guidance),
    ...given('num_inference_steps', fitted.steps),
    ...(sheet.loras === null ? {} : loraFields(loras, sheet.loras)),
  };
}

function shapeOf(request: VendorRequest, { sizing }: ModelSheet): Record<string, unknown> {
  const size = request.size ?? SQUARE;
  switch (sizing.by) {
    case 'ratio':
      return { aspect_ratio: nearestRatio(size, sizing.ratios) };
    case 'pixels':
      return { ...(sizing.custom ? { aspect_ratio: 'custom' } : {}), width: size.width, height: size.height };
    default:
      return {};
  }
}

/** PNG where nobody asked: what was lost once is lost for every further change. */
function formatOf({ output }: VendorRequest, sheet: ModelSheet): Record<string, unknown> {
  const format = output.format ?? 'png';
  const name = sheet.formats.get(format) ?? sheet.formats.get('png');
  if (name === undefined) {
    return {};
  }
  return {
    output_format: name,
    ...(sheet.quality && name !== 'png' ? { output_quality: output.quality ?? QUALITY } : {}),
  };
}

function loraFields(
  loras: readonly WeightedLora[],
  { names, scales, single }: LoraFields,
): Record<string, unknown> {
  const [first] = loras;
  if (first === undefined) {
    return {};
  }
  return single
    ? { [names]: first.path, [scales]: first.scale }
    : { [names]: loras.map(({ path }) => path), [scales]: loras.map(({ scale }) => scale) };
}

function given(name: string, value: number | null): Record<string, number> {
  return value === null ? {} : { [name]: value };
}
