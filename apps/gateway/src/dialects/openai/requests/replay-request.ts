import type { ImageRequest } from '@fusionbridge/core';
import type { Request } from 'express';
import { readingOf } from '../../../bodies/index.js';
import { requestOf, type WrittenCall, written } from './image-request.js';
import { leftOutOf } from './left-out.js';
import { sizeWishOf } from './size-wish.js';
import type { ReplayBody } from './replay-body.dto.js';

/**
 * The former request with the client's changes.
 * @throws BridgeError `invalid_request`; `unsupported` for degradations under strict fidelity
 */
export function replayOf(former: ImageRequest, body: ReplayBody, request: Request): WrittenCall {
  const { nameOf } = readingOf(body);
  const sizing = sizeWishOf(body, { source: former.source, nameOf });
  const wanted = replayed(former, body, { ...requestOf(body, {}, request), size: sizing.size });
  return written(wanted, [...leftOutOf(body, wanted), ...sizing.leftOut]);
}

function replayed(former: ImageRequest, body: ReplayBody, changed: ImageRequest): ImageRequest {
  const saysSize = [body.size, body.aspect_ratio, body.resolution].some((one) => one !== undefined);
  const one = <Field extends keyof ImageRequest>(
    field: Field,
    isGiven: boolean,
  ): Pick<ImageRequest, Field> => (isGiven ? changed : former);
  return {
    ...former,
    model: one('model', changed.model !== null).model,
    count: one('count', body.n !== undefined).count,
    seed: one('seed', body.seed !== undefined).seed,
    size: one('size', saysSize).size,
    negativePrompt: one('negativePrompt', body.negative_prompt !== undefined).negativePrompt,
    steps: one('steps', body.num_inference_steps !== undefined).steps,
    guidance: one('guidance', body.guidance_scale !== undefined).guidance,
    loras: one('loras', body.lora_settings !== undefined).loras,
    quality: one('quality', body.quality !== undefined).quality,
    output: one('output', body.output_format !== undefined).output,
    fidelity: one('fidelity', body.fidelity !== undefined || changed.fidelity === 'strict').fidelity,
    ...(body.summarize === undefined ? {} : { summarize: changed.summarize }),
    ...(body.background === undefined ? {} : { background: changed.background }),
    routing: one('routing', changed.routing !== null).routing,
  };
}
