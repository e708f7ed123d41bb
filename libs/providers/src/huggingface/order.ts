import type { Degradation, VendorRequest, Size } from '@fusionbridge/core';
import { fittedOrder } from '../fitting/fitted-order.js';
import { droppedPictures, picturesOf } from '../fitting/shown-pictures.js';
import { EmbeddedPicture } from '@fusionbridge/http';
import type { ModelSheet } from './models.js';

const NO_LORAS = { maxLoras: 0, loraScale: { min: 0, max: 1 } };
const MOST_PICTURES = 1;

/** An order, ready to go but for a seed that nobody chose. */
export interface Order {
  readonly seed: number | null;
  readonly degradations: readonly Degradation[];
  body(seed: number | null): Readonly<Record<string, unknown>>;
}

/** The order that a request makes: `inputs` are the words, or the picture to start from with the words beside it. */
export function orderOf(asked: VendorRequest, sheet: ModelSheet, defaultSize: Size): Order {
  const { steps, guidance, strength } = sheet;
  const fitted = fittedOrder(asked, { ...NO_LORAS, steps, guidance, strength });
  const { request } = fitted;
  const [source] = picturesOf(request);
  const tuning = {
    ...(sheet.negativePrompt && request.negativePrompt !== ''
      ? { negative_prompt: request.negativePrompt }
      : {}),
    ...given('strength', fitted.strength),
    ...given('guidance_scale', fitted.guidance),
    ...given('num_inference_steps', fitted.steps),
  };
  const { width, height } = request.size ?? request.source ?? defaultSize;
  return {
    seed: fitted.seed,
    degradations: [
      ...fitted.degradations,
      ...droppedPictures(request, sheet.operations.includes('reference') ? MOST_PICTURES : 0),
    ],
    body: (seed) =>
      source === undefined
        ? { inputs: request.prompt, parameters: { width, height, ...tuning, ...given('seed', seed) } }
        : {
            inputs: new EmbeddedPicture(source),
            parameters: {
              prompt: request.prompt,
              ...tuning,
              ...given('seed', seed),
              target_size: { width, height },
            },
          },
  };
}

function given(name: string, value: number | null): Record<string, number> {
  return value === null ? {} : { [name]: value };
}
