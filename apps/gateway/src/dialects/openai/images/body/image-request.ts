import { BridgeError, type ImageRequest, newImageRequest, type Size } from '@fusionbridge/core';
import type { Request } from 'express';
import { routingOf } from '../../../../generation/routing-choice.js';
import type { ImageBody } from './image-body.dto.js';

/** A size beyond these is a mistake, not a wish; what a vendor cannot paint in between is snapped and reported. */
const SMALLEST_SIDE = 16;
const LARGEST_SIDE = 8192;

/**
 * A body in the bridge's words.
 * @param asked What only this route knows: the prompt, the pictures
 * @throws BridgeError `invalid_request`
 */
export function requestOf(body: ImageBody, asked: Partial<ImageRequest>, request: Request): ImageRequest {
  const isStrict = request.header('x-fusionbridge-fidelity') === 'strict';
  return newImageRequest({
    model: body.model || null,
    negativePrompt: body.negative_prompt ?? '',
    size: sizeOf(body.size),
    count: body.n ?? 1,
    ...samplingOf(body),
    loras: (body.lora_settings ?? []).map(({ name, weight }) => ({ name, weight })),
    quality: body.quality ?? null,
    output: { format: body.output_format ?? null, quality: outputQuality(body) },
    fidelity: body.fidelity ?? (isStrict ? 'strict' : 'report'),
    routing: routingOf(body.routing, request),
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

/** OpenAI's compression of 0 is the smallest file; the codecs' lowest quality is 1. */
function outputQuality(body: ImageBody): number | null {
  const isLossy = body.output_format === 'jpeg' || body.output_format === 'webp';
  return isLossy && body.output_compression !== undefined ? Math.max(1, body.output_compression) : null;
}

function sizeOf(text: string | undefined): Size | null {
  if (text === undefined || text === 'auto') {
    return null;
  }
  const [width = 0, height = 0] = text.split(/[xX*]/).map(Number);
  if ([width, height].some((side) => side < SMALLEST_SIDE || side > LARGEST_SIDE)) {
    throw BridgeError.invalid(
      'size',
      `Invalid 'size': each side must be from ${SMALLEST_SIDE} to ${LARGEST_SIDE}. Found "${text}".`,
    );
  }
  return { width, height };
}
