import type { ClientLine } from '../../../answers/index.js';
import { cacheOf } from '../../../generation/cache-choice.js';
import type { GenerationOrder } from '../../../generation/generation.service.js';
import type { ImageCall } from './image-call.js';
import { repetitionOf } from './repeated-call.js';

/** What a call orders, whichever way it is answered. @throws BridgeError `invalid_request` */
export function orderOf(call: ImageCall, answer: ClientLine): GenerationOrder {
  const { wanted, caller, body, request, parent = null } = call;
  const { fingerprint, ...repetition } = repetitionOf(request);
  return {
    request: wanted,
    caller,
    answer,
    // Who repeats a picture wants another one, unless the call says so.
    cache: (parent === null || body.cache !== undefined) && cacheOf(body.cache, request),
    dialect: 'openai',
    parent,
    ...repetition,
    // Two pictures may be repeated with the same body.
    fingerprint: fingerprint === null || parent === null ? fingerprint : `${fingerprint}:${parent}`,
  };
}
