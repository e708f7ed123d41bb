import type { VendorRequest } from '@fusionbridge/core';
import { EmbeddedPicture } from '@fusionbridge/http';
import { picturesOf } from '../protocol/input-pictures.js';
import { given } from '../protocol/optional-fields.js';
import { sizeOf } from '../protocol/requested-size.js';

/** `inputs` are the words, or the picture to start from with the words beside it. */
export function requestBodyOf(request: VendorRequest): Readonly<Record<string, unknown>> {
  const { prompt, negativePrompt } = request;
  const [source] = picturesOf(request);
  const { width, height } = sizeOf(request);
  const tuning = {
    ...(negativePrompt === '' ? {} : { negative_prompt: negativePrompt }),
    ...given('strength', request.strength),
    ...given('guidance_scale', request.guidance),
    ...given('num_inference_steps', request.steps),
    ...given('seed', request.seed),
  };
  return source === undefined
    ? { inputs: prompt, parameters: { width, height, ...tuning } }
    : {
        inputs: new EmbeddedPicture(source),
        parameters: { prompt, ...tuning, target_size: { width, height } },
      };
}
