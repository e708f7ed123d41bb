import type { VendorRequest, Picture, Size } from '@fusionbridge/core';
import { ASPECT_RATIOS, nearestRatio } from '../protocol/aspect-ratio.js';
import { type FittedOrder, fittedOrder } from '../fitting/fitted-order.js';
import { priceOf } from '../pricing/price.js';
import { droppedPictures, picturesOf } from '../fitting/shown-pictures.js';
import { EmbeddedPicture } from '@fusionbridge/http';
import type { ModelSheet } from './models.js';

const NO_LORAS = { maxLoras: 0, loraScale: { min: 0, max: 1 }, strength: null };
const SQUARE = { width: 1024, height: 1024 };

/** An order, ready to go but for its mask and a seed that nobody chose. */
export interface Order extends FittedOrder {
  readonly sheet: ModelSheet;
  readonly size: Size;
  /** By the price list. */
  readonly usd: number | null;
}

/** The order that a request makes, with everything that had to be left out. */
export function orderOf(request: VendorRequest, sheet: ModelSheet): Order {
  const { steps, guidance } = sheet;
  const fitted = fittedOrder(request, { ...NO_LORAS, steps, guidance });
  const size = request.size ?? request.source ?? SQUARE;
  const mostPictures = sheet.sized === 'source' ? 1 : sheet.references;
  return {
    ...fitted,
    sheet,
    size,
    usd: priceOf(sheet.price, size, request.count),
    degradations: [...fitted.degradations, ...droppedPictures(request, mostPictures)],
  };
}

/** The body of the order, in the vendor's own words. */
export function bodyOf(order: Order, seed: number | null, mask: Picture | null): Record<string, unknown> {
  const { request, sheet } = order;
  return {
    prompt: request.prompt,
    ...shapeOf(order),
    ...given('steps', order.steps),
    ...given('guidance', order.guidance),
    ...given('seed', seed),
    ...(sheet.sized === 'source' ? sourceIn(request, mask) : referencesIn(request, sheet)),
    output_format: request.output.format === 'jpeg' ? 'jpeg' : 'png',
  };
}

function shapeOf({ sheet, size }: Order): Record<string, unknown> {
  switch (sheet.sized) {
    case 'pixels':
      return { width: size.width, height: size.height };
    case 'ratio':
      return { aspect_ratio: nearestRatio(size, ASPECT_RATIOS) };
    default:
      return {};
  }
}

function sourceIn({ source }: VendorRequest, mask: Picture | null): Record<string, unknown> {
  return {
    ...(source === null ? {} : { image: new EmbeddedPicture(source) }),
    ...(mask === null ? {} : { mask: new EmbeddedPicture(mask) }),
  };
}

/** `input_image`, `input_image_2` and so on. */
function referencesIn(request: VendorRequest, { references }: ModelSheet): Record<string, unknown> {
  const shown = picturesOf(request).slice(0, references);
  return Object.fromEntries(
    shown.map((picture, index) => [
      index === 0 ? 'input_image' : `input_image_${index + 1}`,
      new EmbeddedPicture(picture),
    ]),
  );
}

function given(name: string, value: number | null): Record<string, number> {
  return value === null ? {} : { [name]: value };
}
