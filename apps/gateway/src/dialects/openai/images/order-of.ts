import type { ClientLine } from '../../../answers/index.js';
import { cacheOf } from '../../../generation/cache-choice.js';
import type { GenerationOrder } from '../../../generation/generation.service.js';
import type { ImageCall } from './image-call.js';
import { repetitionOf } from './repeated-call.js';

/** What a call orders, whichever way it is answered. @throws BridgeError `invalid_request` */
export function orderOf({ wanted, caller, body, request }: ImageCall, answer: ClientLine): GenerationOrder {
  const cache = cacheOf(body.cache, request);
  return { request: wanted, caller, answer, cache, dialect: 'openai', ...repetitionOf(request) };
}
