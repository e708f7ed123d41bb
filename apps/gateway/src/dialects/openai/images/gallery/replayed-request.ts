import type { ImageRequest } from '@fusionbridge/core';
import type { Request } from 'express';
import { requestOf } from '../body/image-request.js';
import type { ReplayBody } from './replay-body.dto.js';

/**
 * The former request with what the client changes.
 * @throws BridgeError `invalid_request`
 */
export function replayedRequest(former: ImageRequest, body: ReplayBody, request: Request): ImageRequest {
  const changed = requestOf(body, {}, request);
  const one = <Field extends keyof ImageRequest>(
    field: Field,
    isGiven: boolean,
  ): Pick<ImageRequest, Field> => (isGiven ? changed : former);
  return {
    ...former,
    model: one('model', changed.model !== null).model,
    count: one('count', body.n !== undefined).count,
    seed: one('seed', body.seed !== undefined).seed,
    size: one('size', body.size !== undefined).size,
    negativePrompt: one('negativePrompt', body.negative_prompt !== undefined).negativePrompt,
    steps: one('steps', body.num_inference_steps !== undefined).steps,
    guidance: one('guidance', body.guidance_scale !== undefined).guidance,
    loras: one('loras', body.lora_settings !== undefined).loras,
    quality: one('quality', body.quality !== undefined).quality,
    output: one('output', body.output_format !== undefined).output,
    fidelity: one('fidelity', body.fidelity !== undefined || changed.fidelity === 'strict').fidelity,
    routing: one('routing', changed.routing !== null).routing,
  };
}
