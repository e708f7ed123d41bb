import { BridgeError, type Picture, type Size } from '@fusionbridge/core';
import type { Request } from 'express';
import { readingOf } from '../../../bodies/index.js';
import { requestOf, type WrittenCall, written } from './image-request.js';
import { leftOutOf } from './left-out.js';
import { sizeWishOf } from './size-wish.js';
import type { UpscaleBody } from './upscale-body.dto.js';

/** The model of `config/models.json` with the providers that upscale. */
const USUAL_MODEL = 'upscale';
const USUAL_SCALE = 2;

/**
 * Translates the body of an upscale into the bridge's request.
 * @throws BridgeError `invalid_request`; `unsupported` for degradations under strict fidelity
 */
export function upscaleOf(body: UpscaleBody, source: Picture, request: Request): WrittenCall {
  const { model, prompt = '', strength = null } = body;
  const asked = requestOf(
    body,
    { operation: 'upscale', source, prompt, strength, model: model || USUAL_MODEL },
    request,
  );
  if (asked.count > 1) {
    throw BridgeError.invalid('n', "Invalid 'n': a picture is enlarged once.");
  }
  const enlarged = scaled(source, body.scale ?? USUAL_SCALE);
  const { nameOf } = readingOf(body);
  const sizing = sizeWishOf(body, { source, area: enlarged.width * enlarged.height, nameOf });
  if (body.scale !== undefined && namesPixels(body)) {
    throw BridgeError.invalid(
      'scale',
      "Invalid 'scale': scale and size are two ways to say the same. Give one.",
    );
  }
  const wanted = { ...asked, size: sizing.size ?? enlarged };
  return written(wanted, [...leftOutOf(body, wanted), ...sizing.leftOut]);
}

/** An aspect ratio alone does not determine how large the picture becomes. */
function namesPixels({ size = 'auto', resolution = 'auto' }: UpscaleBody): boolean {
  return [size, resolution].some((text) => text !== 'auto' && !text.includes(':'));
}

function scaled({ width, height }: Size, scale: number): Size {
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
