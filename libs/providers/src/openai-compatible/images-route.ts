import type { VendorRequest } from '@fusionbridge/core';
import { isEdit } from '../protocol/input-pictures.js';

/** The route below `images/` that serves a request. */
export type ImagesRoute = 'generations' | 'edits' | 'variations';

/** `redux` is only asked of servers that claim it, which are those with a route for variations. */
export function routeOf(request: VendorRequest): ImagesRoute {
  if (request.operation === 'redux') {
    return 'variations';
  }
  return isEdit(request) ? 'edits' : 'generations';
}
