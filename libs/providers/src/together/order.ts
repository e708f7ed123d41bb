import type { Degradation, VendorRequest, Size } from '@fusionbridge/core';
import { fittedOrder } from '../fitting/fitted-order.js';
import { priceOf } from '../pricing/price.js';
import { asDataUri, droppedPictures, picturesOf } from '../fitting/shown-pictures.js';
import { GUIDANCE, INPUT_PICTURES, LORA_WEIGHT } from './capabilities.js';
import type { ModelSheet } from './models.js';

/** An order, ready to go but for a seed that nobody chose. */
export interface Order {
  readonly body: Readonly<Record<string, unknown>>;
  readonly seed: number | null;
  readonly count: number;
  /** By the price list. */
  readonly usd: number | null;
  readonly degradations: readonly Degradation[];
}

/** What is known of the model that is asked. */
interface ModelFacts {
  readonly model: string;
  readonly sheet: ModelSheet;
  readonly maxLoras: number;
  readonly defaultSize: Size;
}

/** The order that a request makes, with everything that had to be left out. */
export function orderOf(asked: VendorRequest, facts: ModelFacts): Order {
  const { sheet, maxLoras, model } = facts;
  const { request, loras, steps, guidance, seed, degradations } = fittedOrder(asked, {
    maxLoras,
    loraScale: LORA_WEIGHT,
    steps: sheet.tunable ? sheet.steps : null,
    guidance: sheet.tunable ? GUIDANCE : null,
    strength: null,
  });
  const { width, height } = request.size ?? facts.defaultSize;
  const price = sheet.usd === null ? null : { perMegapixel: sheet.usd * surcharge(steps, sheet) };
  const mostPictures = sheet.references === null ? 0 : INPUT_PICTURES[sheet.references];
  return {
    body: {
      model,
      prompt: request.prompt,
      ...negativeOf(request, sheet),
      width,
      height,
      ...given('steps', steps),
      n: request.count,
      ...given('seed', seed),
      ...given('guidance_scale', guidance),
      response_format: 'base64',
      output_format: request.output.format === 'jpeg' ? 'jpeg' : 'png',
      ...(loras.length === 0 ? {} : { image_loras: loras }),
      ...shownIn(request, sheet),
    },
    seed,
    count: request.count,
    usd: priceOf(price, { width, height }, request.count),
    degradations: [...degradations, ...droppedPictures(request, mostPictures)],
  };
}

/** More steps than usual cost more; fewer do not cost less. */
function surcharge(steps: number | null, { usualSteps }: ModelSheet): number {
  return Math.max(1, (steps ?? usualSteps) / usualSteps);
}

function negativeOf({ negativePrompt }: VendorRequest, sheet: ModelSheet): Record<string, string> {
  return sheet.negativePrompt && negativePrompt !== '' ? { negative_prompt: negativePrompt } : {};
}

function shownIn(request: VendorRequest, { references }: ModelSheet): Record<string, unknown> {
  const uris = picturesOf(request).map(asDataUri);
  if (references === null || uris.length === 0) {
    return {};
  }
  return { [references]: references === 'image_url' ? uris[0] : uris };
}

function given(name: string, value: number | null): Record<string, number> {
  return value === null ? {} : { [name]: value };
}
