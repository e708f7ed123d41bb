import { BridgeError, type ImageRequest, newImageRequest, type Size } from '@fusionbridge/core';
import type { GenerationBody } from './generation-body.dto.js';

/** A size beyond these is a mistake, not a wish; what a vendor cannot paint in between is snapped and reported. */
const SMALLEST_SIDE = 16;
const LARGEST_SIDE = 8192;

/**
 * The body in the bridge's words.
 * @param fidelity From the header, for clients that cannot add a field
 * @throws BridgeError `invalid_request`
 */
export function requestOf(body: GenerationBody, fidelity: string | undefined): ImageRequest {
  return newImageRequest({
    model: body.model || null,
    prompt: body.prompt,
    negativePrompt: body.negative_prompt ?? '',
    size: sizeOf(body.size),
    count: body.n ?? 1,
    ...samplingOf(body),
    loras: (body.lora_settings ?? []).map(({ name, weight }) => ({ name, weight })),
    quality: body.quality ?? null,
    output: { format: body.output_format ?? null, quality: outputQuality(body) },
    fidelity: body.fidelity ?? (fidelity === 'strict' ? 'strict' : 'report'),
  });
}

function samplingOf(body: GenerationBody): Pick<ImageRequest, 'seed' | 'steps' | 'guidance'> {
  return {
    seed: body.seed === undefined || body.seed < 0 ? null : body.seed,
    steps: body.num_inference_steps ?? null,
    guidance: body.guidance_scale ?? null,
  };
}

/** OpenAI's compression of 0 is the smallest file; the codecs' lowest quality is 1. */
function outputQuality(body: GenerationBody): number | null {
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
