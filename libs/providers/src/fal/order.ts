import {
  type VendorRequest,
  type Picture,
  ProviderError,
  type Size,
  type Range,
  type ProviderCapabilities,
} from '@fusionbridge/core';
import { type FittedOrder, fittedOrder } from '../fitting/fitted-order.js';
import { priceOf } from '../pricing/price.js';
import { wordless } from '../fitting/wordless.js';
import { asDataUri, droppedPictures, picturesOf } from '../fitting/shown-pictures.js';
import { LORA_WEIGHT, STRENGTH } from './capabilities.js';
import type { Endpoint, ModelSheet } from './endpoints.js';

/** An order, ready to go but for its mask and a seed that nobody chose. */
export interface Order extends FittedOrder {
  readonly endpoint: Endpoint;
  readonly size: Size;
  /** By the price list. */
  readonly usd: number | null;
}

/**
 * The order that a request makes, with everything that had to be left out.
 * @throws ProviderError `not_sent` for an operation that the model does not have; planning never asks for one
 */
export function orderOf(
  request: VendorRequest,
  sheet: ModelSheet,
  limits: Pick<ProviderCapabilities, 'loras' | 'defaultSize'>,
): Order {
  const endpoint = sheet.endpoints[request.operation];
  if (endpoint === undefined) {
    throw cannot(request.operation);
  }
  const { steps, guidance, pictures } = endpoint;
  const strength = endpoint.strength ? STRENGTH : null;
  const isWordless = endpoint.wordless === true;
  const maxLoras = isWordless ? 0 : (limits.loras?.max ?? 0);
  const fitted = fittedOrder(request, { maxLoras, loraScale: LORA_WEIGHT, steps, guidance, strength });
  const size = request.size ?? request.source ?? limits.defaultSize;
  return {
    ...fitted,
    endpoint,
    size,
    usd: priceOf(endpoint.price, size, request.count),
    degradations: [
      ...fitted.degradations,
      ...(isWordless ? wordless({ ...request, strength: null }) : []),
      ...droppedPictures(request, pictures?.most ?? 0),
    ],
  };
}

/** The body of the order, in fal's own words. `mask`: white = repaint. */
export function bodyOf(order: Order, seed: number | null, mask: Picture | null): Record<string, unknown> {
  const { request, size, endpoint } = order;
  if (endpoint.scale !== undefined) {
    return { ...shownIn(order), scale: scaleOf(order, endpoint.scale), output_format: 'png' };
  }
  return {
    ...(endpoint.wordless === true ? {} : { prompt: request.prompt }),
    ...(endpoint.sized ? { image_size: { width: size.width, height: size.height } } : {}),
    ...given('num_inference_steps', order.steps),
    ...given('guidance_scale', order.guidance),
    ...given('seed', seed),
    num_images: request.count,
    output_format: request.output.format === 'jpeg' ? 'jpeg' : 'png',
    ...(order.loras.length === 0 ? {} : { loras: order.loras }),
    ...shownIn(order),
    ...(mask === null ? {} : { mask_url: asDataUri(mask) }),
    ...given('strength', order.strength),
  };
}

/** So that the picture covers what was asked; what stands over is cut afterwards. */
function scaleOf({ request: { source }, size }: Order, { min, max }: Range): number {
  const scale = source === null ? min : Math.max(size.width / source.width, size.height / source.height);
  return Math.min(max, Math.max(min, scale));
}

function shownIn({ endpoint, request }: Order): Record<string, unknown> {
  if (endpoint.pictures === null) {
    return {};
  }
  const { field, most } = endpoint.pictures;
  const uris = picturesOf(request).slice(0, most).map(asDataUri);
  return { [field]: field === 'image_urls' ? uris : uris[0] };
}

function given(name: string, value: number | null): Record<string, number> {
  return value === null ? {} : { [name]: value };
}

function cannot(operation: string): ProviderError {
  return new ProviderError({
    provider: 'fal',
    kind: 'validation',
    outcome: 'not_sent',
    message: `fal has no endpoint for ${operation} with this model`,
  });
}
