import type { Request } from 'express';
import type { ImageCall } from '../image-call.js';
import type { GenerationBody } from './generation-body.dto.js';
import { requestOf } from './image-request.js';
import { leftOutOf } from './left-out.js';

/** The body in the bridge's words, and what of it could not be put into them. */
export function generationOf(body: GenerationBody, request: Request): Pick<ImageCall, 'wanted' | 'leftOut'> {
  const wanted = requestOf(body, { prompt: body.prompt }, request);
  return { wanted, leftOut: leftOutOf(body, wanted.fidelity === 'strict') };
}
