import type { ClientLine } from '../../../answers/index.js';
import type { GenerationOrder } from '../../../generation/generation.service.js';
import type { ImageCall } from './image-call.js';
import { repetitionOf } from './repeated-call.js';

/** What a call orders, whichever way it is answered. */
export function orderOf({ wanted, caller, request }: ImageCall, answer: ClientLine): GenerationOrder {
  return { request: wanted, caller, answer, dialect: 'openai', ...repetitionOf(request) };
}
