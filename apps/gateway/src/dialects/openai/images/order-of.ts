import type { ClientLine } from '../../../answers/index.js';
import { callIdentityOf } from '../../../generation/call-identity.js';
import { cacheOf } from '../../../generation/cache-choice.js';
import type { GenerationOrder } from '../../../generation/generation.service.js';
import type { ImageCall } from './image-call.js';

/** What a call orders, whichever way it is answered. @throws BridgeError `invalid_request` */
export async function orderOf(call: ImageCall, answer: ClientLine): Promise<GenerationOrder> {
  const { wanted, caller, body, request, parent = null } = call;
  return {
    request: wanted,
    caller,
    answer,
    // Who repeats a picture wants another one, unless the call says so.
    cache: (parent === null || body.cache !== undefined) && cacheOf(body.cache, request),
    dialect: 'openai',
    parent,
    identity: await callIdentityOf(request, parent),
  };
}
