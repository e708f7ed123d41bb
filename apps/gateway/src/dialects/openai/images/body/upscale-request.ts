import { BridgeError, type ImageRequest, type Picture, type Size } from '@fusionbridge/core';
import type { Request } from 'express';
import { requestOf } from './image-request.js';
import type { UpscaleBody } from './upscale-body.dto.js';

/** The model of `config/models.json` whose chain enlarges pictures. */
const USUAL_MODEL = 'upscale';
const USUAL_SCALE = 2;

/**
 * The body of an upscale in the bridge's words.
 * @throws BridgeError `invalid_request`
 */
export function upscaleOf(body: UpscaleBody, source: Picture, request: Request): ImageRequest {
  const { model, prompt = '', strength = null } = body;
  const asked = requestOf(
    body,
    { operation: 'upscale', source, prompt, strength, model: model || USUAL_MODEL },
    request,
  );
  if (asked.size !== null && body.scale !== undefined) {
    throw BridgeError.invalid(
      'scale',
      "Invalid 'scale': scale and size are two ways to say the same. Give one.",
    );
  }
  if (asked.count > 1) {
    throw BridgeError.invalid('n', "Invalid 'n': a picture is enlarged once.");
  }
  return { ...asked, size: asked.size ?? scaled(source, body.scale ?? USUAL_SCALE) };
}

function scaled({ width, height }: Size, scale: number): Size {
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
