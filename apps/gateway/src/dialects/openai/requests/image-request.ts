import { type ImageRequest, newImageRequest } from '@fusionbridge/core';
import type { Request } from 'express';
import { readingOf } from '../../../bodies/index.js';
import { fidelityOf } from '../../../generation/fidelity-choice.js';
import { routingOf } from '../../../generation/routing-choice.js';
import { refuseWhenStrict } from '../../../generation/strictness.js';
import type { ImageCall } from '../images/image-call.js';
import type { ImageBody } from './image-body.dto.js';
import { leftOutOf } from './left-out.js';
import { sizeWishOf } from './size-wish.js';

/** The bridge's request for a call, and the degradations of translating it. */
export type WrittenCall = Pick<ImageCall, 'wanted' | 'leftOut'>;

/**
 * Translates a body into the bridge's request.
 * @param asked Values known only to the route: the prompt, the pictures
 * @throws BridgeError `invalid_request`; `unsupported` for degradations under strict fidelity
 */
export function callOf(body: ImageBody, asked: Partial<ImageRequest>, request: Request): WrittenCall {
  const { size, leftOut } = sizeWishOf(body, {
    source: asked.source ?? null,
    nameOf: readingOf(body).nameOf,
  });
  const wanted = { ...requestOf(body, asked, request), size };
  return written(wanted, [...leftOutOf(body, wanted), ...leftOut]);
}

/**
 * A request and the degradations of translating its body.
 * @throws BridgeError `unsupported` for degradations under strict fidelity
 */
export function written(wanted: ImageRequest, leftOut: ImageCall['leftOut']): WrittenCall {
  refuseWhenStrict(wanted.fidelity, leftOut);
  return { wanted, leftOut };
}

/**
 * Translates the fields of a body except for its size, which depends on the input picture.
 * @throws BridgeError `invalid_request`
 */
export function requestOf(body: ImageBody, asked: Partial<ImageRequest>, request: Request): ImageRequest {
  return newImageRequest({
    model: body.model || null,
    negativePrompt: body.negative_prompt ?? '',
    count: body.n ?? 1,
    ...samplingOf(body),
    loras: (body.lora_settings ?? []).map(({ name, weight }) => ({ name, weight })),
    quality: body.quality ?? null,
    output: { format: body.output_format ?? null, quality: outputQuality(body) },
    fidelity: fidelityOf(body.fidelity, request),
    routing: routingOf(body.routing, request),
    ...(body.summarize === false ? { summarize: false } : {}),
    ...(body.background === 'transparent' ? { background: body.background } : {}),
    ...asked,
  });
}

function samplingOf(body: ImageBody): Pick<ImageRequest, 'seed' | 'steps' | 'guidance'> {
  return {
    seed: body.seed === undefined || body.seed < 0 ? null : body.seed,
    steps: body.num_inference_steps ?? null,
    guidance: body.guidance_scale ?? null,
  };
}

/** OpenAI's compression of 0 gives the smallest file; the lowest quality of the codecs is 1. */
function outputQuality(body: ImageBody): number | null {
  const isLossy = body.output_format === 'jpeg' || body.output_format === 'webp';
  return isLossy && body.output_compression !== undefined ? Math.max(1, body.output_compression) : null;
}
