import type { ClientConnection } from '../../../responses/index.js';
import { callIdentityOf } from '../../../generation/call-identity.js';
import { cacheOf } from '../../../generation/cache-choice.js';
import type { GenerationCall } from '../../../generation/generation.service.js';
import type { ImageCall } from './image-call.js';

/** The same call for `GenerationService`, for every way of responding. @throws BridgeError `invalid_request` */
export async function generationCallOf(call: ImageCall, client: ClientConnection): Promise<GenerationCall> {
  const { wanted, sizeField, caller, body, request, parent = null } = call;
  return {
    request: wanted,
    ...(sizeField === undefined ? {} : { sizeField }),
    caller,
    client,
    // A replay asks for a new picture unless the body explicitly sets `cache`.
    cache: (parent === null || body.cache !== undefined) && cacheOf(body.cache, request),
    dialect: 'openai',
    parent,
    identity: await callIdentityOf(request, parent),
  };
}
