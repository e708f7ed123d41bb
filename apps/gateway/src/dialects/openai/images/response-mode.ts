import { BridgeError } from '@fusionbridge/core';
import type { ImageCall } from './image-call.js';

/** How to respond: with the pictures, with a stream of events, or immediately with the job. */
export type ResponseMode = 'whole' | 'stream' | 'async';

/** @throws BridgeError `invalid_request` for two ways at once */
export function responseModeOf({ body, request }: Pick<ImageCall, 'body' | 'request'>): ResponseMode {
  const isAsync = body.async ?? prefersAsync(request.header('prefer'));
  if (isAsync && body.stream === true) {
    throw BridgeError.invalid(
      'stream',
      "Invalid 'stream': a stream shows the work as it goes on, and 'async' (or 'Prefer: respond-async') answers before it begins. Send one of them; GET /v1/jobs/{id}/events follows an asynchronous job.",
    );
  }
  if (isAsync) {
    return 'async';
  }
  return body.stream === true ? 'stream' : 'whole';
}

/** RFC 7240: preferences apart by commas, each with parameters of its own. */
function prefersAsync(header: string | undefined): boolean {
  return (header ?? '').split(',').some((preference) => /^respond-async\s*(;|$)/i.test(preference.trim()));
}
