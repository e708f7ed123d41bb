import type { VendorRequest, Picture, Size, ProviderCapabilities } from '@fusionbridge/core';
import { type FittedOrder, fittedOrder } from '../fitting/fitted-order.js';
import { priceOf } from '../pricing/price.js';
import { asDataUri, droppedPictures, picturesOf } from '../fitting/shown-pictures.js';
import { INPUT_PICTURES, LORA_WEIGHT, STRENGTH } from './capabilities.js';
import type { ModelSheet } from './models.js';

/** An order, ready to go but for its mask and a seed that nobody chose. */
export interface Order extends FittedOrder {
  readonly sheet: ModelSheet;
  readonly size: Size;
  /** By the price list. */
  readonly usd: number | null;
}

/** The order that a request makes, with everything that had to be left out. */
export function orderOf(
  request: VendorRequest,
  sheet: ModelSheet,
  limits: Pick<ProviderCapabilities, 'loras' | 'defaultSize'>,
): Order {
  const { steps, guidance, pictures } = sheet;
  const strength = sheet.strength ? STRENGTH : null;
  const maxLoras = limits.loras?.max ?? 0;
  const fitted = fittedOrder(request, { maxLoras, loraScale: LORA_WEIGHT, steps, guidance, strength });
  const size = request.size ?? request.source ?? limits.defaultSize;
  const mostPictures = pictures === null ? 0 : INPUT_PICTURES[pictures];
  return {
    ...fitted,
    sheet,
    size,
    usd: priceOf(sheet.price, size, request.count),
    degradations: [...fitted.degradations, ...droppedPictures(request, mostPictures)],
  };
}

/** The body of the order, in WaveSpeed's own words. A negative prompt has no field there and is never worded in. */
export function bodyOf(order: Order, seed: number | null, mask: Picture | null): Record<string, unknown> {
  const { request, size, sheet } = order;
  return {
    prompt: request.prompt,
    ...(sheet.sized ? { size: `${size.width}*${size.height}` } : {}),
    ...given('num_inference_steps', order.steps),
    ...given('guidance_scale', order.guidance),
    ...(sheet.maxCount > 1 ? { num_images: request.count } : {}),
    ...given('seed', seed),
    ...(order.loras.length === 0 ? {} : { loras: order.loras }),
    ...shownIn(order),
    ...(mask === null ? {} : { mask_image: asDataUri(mask) }),
    ...given('strength', order.strength),
    ...(sheet.formats.length === 0 ? {} : { output_format: request.output.format ?? 'png' }),
    enable_base64_output: false,
    enable_sync_mode: false,
  };
}

function shownIn({ sheet, request }: Order): Record<string, unknown> {
  const uris = picturesOf(request).map(asDataUri);
  if (sheet.pictures === null || uris.length === 0) {
    return {};
  }
  return { [sheet.pictures]: sheet.pictures === 'images' ? uris : uris[0] };
}

function given(name: string, value: number | null): Record<string, number> {
  return value === null ? {} : { [name]: value };
}
