import type { VendorRequest, Picture, Size, ProviderCapabilities } from '@fusionbridge/core';
import { ASPECT_RATIOS, nearestRatio } from '../protocol/aspect-ratio.js';
import { type FittedOrder, fittedOrder } from '../fitting/fitted-order.js';
import { priceOf } from '../pricing/price.js';
import { droppedPictures } from '../fitting/shown-pictures.js';
import { LORA_WEIGHT, STRENGTH } from './capabilities.js';
import type { ModelSheet } from './models.js';

const ADDRESS = /^https?:\/\//i;
/** Of formats that lose something; the vendor's own is 80. */
const QUALITY = 95;
const LORA_FIELDS = [
  ['lora_weights', 'lora_scale'],
  ['extra_lora', 'extra_lora_scale'],
] as const;

/** An order, ready to go but for its pictures and a seed that nobody chose. */
export interface Order extends FittedOrder {
  readonly sheet: ModelSheet;
  readonly size: Size;
  /** By the price list. */
  readonly usd: number | null;
}

/** What stands for the pictures of an order: data URIs or addresses. */
export interface Shown {
  readonly source: unknown;
  readonly mask: unknown;
}

/** The order that a request makes, with everything that had to be left out. */
export function orderOf(
  request: VendorRequest,
  sheet: ModelSheet,
  limits: Pick<ProviderCapabilities, 'loras' | 'defaultSize'>,
): Order {
  const fitted = fittedOrder(request, {
    maxLoras: limits.loras?.max ?? 0,
    loraScale: LORA_WEIGHT,
    steps: sheet.steps?.range ?? null,
    guidance: sheet.guidance,
    strength: sheet.strength ? STRENGTH : null,
  });
  const size = request.size ?? request.source ?? limits.defaultSize;
  const mostPictures = sheet.operations.length > 1 ? 1 : 0;
  return {
    ...fitted,
    sheet,
    size,
    usd: priceOf(sheet.price, size, request.count),
    degradations: [...fitted.degradations, ...droppedPictures(request, mostPictures)],
  };
}

/** The picture that an order starts from; references have no field. */
export function sourceOf({ sheet, request }: Order): Picture | null {
  return sheet.operations.length > 1 ? request.source : null;
}

/** `input` of a prediction. */
export function inputOf(order: Order, seed: number | null, shown: Shown): Record<string, unknown> {
  const { request, sheet } = order;
  const format = request.output.format ?? 'png';
  return {
    prompt: request.prompt,
    ...(shown.source === null ? shapeOf(order) : { image: shown.source }),
    ...(shown.mask === null ? {} : { mask: shown.mask }),
    ...given('prompt_strength', order.strength),
    ...(sheet.maxCount > 1 ? { num_outputs: request.count } : {}),
    ...given(sheet.steps?.field ?? '', order.steps),
    ...given('guidance', order.guidance),
    ...given('seed', seed),
    output_format: format === 'jpeg' ? 'jpg' : format,
    ...(format === 'png' ? {} : { output_quality: request.output.quality ?? QUALITY }),
    ...Object.assign({}, ...order.loras.map(loraFields)),
  };
}

function shapeOf({ sheet, size }: Order): Record<string, unknown> {
  return sheet.sized === 'pixels'
    ? { aspect_ratio: 'custom', width: size.width, height: size.height }
    : { aspect_ratio: nearestRatio(size, ASPECT_RATIOS) };
}

/** A bare `owner/repository` is a model of Replicate there, so that Hugging Face has to be named. */
function loraFields(lora: { path: string; scale: number }, index: number): Record<string, unknown> {
  const [name, scale] = LORA_FIELDS[index] ?? LORA_FIELDS[0];
  const path = ADDRESS.test(lora.path) ? lora.path : `huggingface.co/${lora.path}`;
  return { [name]: path, [scale]: lora.scale };
}

function given(name: string, value: number | null): Record<string, number> {
  return value === null ? {} : { [name]: value };
}
